# Reads a line of base64 for each input; prints the version, then a line "id base64" for each, "id -" where it fails.
require 'active_support'
require 'active_support/json'

def write(text, escapes)
  ActiveSupport::JSON::Encoding.escape_html_entities_in_json = escapes
  ActiveSupport::JSON.decode(text).to_json
end

puts "#{RUBY_VERSION}, ActiveSupport #{ActiveSupport::VERSION::STRING}"
STDIN.each_line do |line|
  text = line.unpack1('m').force_encoding('UTF-8')
  { 'rails' => true, 'rails-plain' => false }.each do |id, escapes|
    written = begin
      [write(text, escapes)].pack('m0')
    rescue JSON::JSONError
      '-'
    end
    puts "#{id} #{written}"
  end
end
