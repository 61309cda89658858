<?php
// A handler as the vendor's page has it: the HMAC of the payload sent is the one of the header, or it is not taken.
$payload = file_get_contents('php://input');
$signature = hash_hmac('sha256', $payload, getenv('SIGNING_SECRET'));
$isGenuine = hash_equals($signature, $_SERVER['HTTP_SB_SIGNATURE'] ?? '');
http_response_code($isGenuine ? 200 : 401);
echo $isGenuine ? 'ok' : 'invalid signature';
