// Reads a line of base64 for each input; prints the version, then a line "id base64", "id -" where it fails.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
)

func encoded(value any, escapes bool) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(escapes)
	err := encoder.Encode(value)
	return buffer.Bytes(), err
}

func decoded(text []byte, numbers bool) (any, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	if numbers {
		decoder.UseNumber()
	}
	err := decoder.Decode(&value)
	return value, err
}

func show(id string, text []byte, numbers bool, write func(any) ([]byte, error)) {
	value, err := decoded(text, numbers)
	var written []byte
	if err == nil {
		written, err = write(value)
	}
	if err != nil {
		fmt.Println(id, "-")
		return
	}
	fmt.Println(id, base64.StdEncoding.EncodeToString(written))
}

func isOld() bool {
	var minor int
	fmt.Sscanf(strings.TrimPrefix(runtime.Version(), "go1."), "%d", &minor)
	return minor < 22
}

func main() {
	prefix := "go"
	if isOld() {
		prefix = "go-old"
	}
	fmt.Println(runtime.Version())
	scanner := bufio.NewScanner(os.Stdin)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		text, _ := base64.StdEncoding.DecodeString(scanner.Text())
		show(prefix, text, false, json.Marshal)
		show(prefix+"-number", text, true, json.Marshal)
		show(prefix+"-encoder", text, false, func(value any) ([]byte, error) { return encoded(value, true) })
		show(prefix+"-plain", text, false, func(value any) ([]byte, error) { return encoded(value, false) })
		show(prefix+"-indent", text, false, func(value any) ([]byte, error) {
			return json.MarshalIndent(value, "", "  ")
		})
	}
}
