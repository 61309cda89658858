import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads a line of base64 for each input; prints the version, then a line "id base64", "id -" where it fails. */
public final class Rewrite {
  private interface Writer {
    byte[] write(String text) throws Exception;
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final Gson GSON = new Gson();
  private static final Gson PLAIN = new GsonBuilder().disableHtmlEscaping().create();
  private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().create();

  private static void show(String id, String text, Writer writer) {
    String written;
    try {
      written = Base64.getEncoder().encodeToString(writer.write(text));
    } catch (Exception | StackOverflowError error) {
      written = "-";
    }
    System.out.println(id + " " + written);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void showAll(String input) {
    show("jackson", input, text -> MAPPER.writeValueAsBytes(MAPPER.readValue(text, Object.class)));
    show("jackson-string", input, text -> bytes(MAPPER.writeValueAsString(MAPPER.readValue(text, Object.class))));
    show("jackson-sorted", input, text -> SORTED.writeValueAsBytes(SORTED.readValue(text, Object.class)));
    show("jackson-pretty", input, text ->
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(MAPPER.readValue(text, Object.class)));
    show("gson", input, text -> bytes(GSON.toJson(JsonParser.parseString(text))));
    show("gson-plain", input, text -> bytes(PLAIN.toJson(JsonParser.parseString(text))));
    show("gson-element", input, text -> bytes(JsonParser.parseString(text).toString()));
    show("gson-map", input, text -> bytes(GSON.toJson(GSON.fromJson(text, Object.class))));
    show("gson-pretty", input, text -> bytes(PRETTY.toJson(JsonParser.parseString(text))));
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(
        System.getProperty("java.version")
            + ", Jackson " + MAPPER.version()
            + ", Gson " + arguments[0]);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      showAll(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
    }
  }
}
