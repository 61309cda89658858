<?php
// Reads a line of base64 for each input; prints the version, then a line "id base64" for each, "id -" where it fails.
$writers = [
    'php' => 0,
    'php-slashes' => JSON_UNESCAPED_SLASHES,
    'php-slashes-unicode' => JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
    'php-unicode' => JSON_UNESCAPED_UNICODE,
    'php-pretty' => JSON_PRETTY_PRINT,
    'php-zero' => JSON_PRESERVE_ZERO_FRACTION,
    'php-slashes-zero' => JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION,
    'php-slashes-unicode-zero' => JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION,
    'php-slashes-pretty' => JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT,
    'php-slashes-unicode-pretty' => JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRETTY_PRINT,
    'php-unicode-pretty' => JSON_UNESCAPED_UNICODE | JSON_PRETTY_PRINT,
];

function rewrite(string $id, string $text, bool $isArray, int $flags): void
{
    $value = json_decode($text, $isArray);
    $written = json_last_error() === JSON_ERROR_NONE ? json_encode($value, $flags) : false;
    echo $id, ' ', $written === false ? '-' : base64_encode($written), "\n";
}

echo PHP_VERSION, "\n";
while (($line = fgets(STDIN)) !== false) {
    $text = base64_decode(trim($line));
    foreach ($writers as $id => $flags) {
        rewrite($id, $text, false, $flags);
        rewrite($id . '-arrays', $text, true, $flags);
    }
}
