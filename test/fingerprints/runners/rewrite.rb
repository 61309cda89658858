# Reads a line of base64 for each input; prints the version, then a line "id base64" for each, "id -" where it fails.
require 'json'

# Empty objects and arrays are written otherwise since json 2.8.
PRETTY = Gem::Version.new(JSON::VERSION) < Gem::Version.new('2.8') ? 'ruby-pretty-old' : 'ruby-pretty'

WRITERS = {
  'ruby' => ->(text) { JSON.generate(JSON.parse(text)) },
  PRETTY => ->(text) { JSON.pretty_generate(JSON.parse(text)) }
}

puts "#{RUBY_VERSION}, json #{JSON::VERSION}"
STDIN.each_line do |line|
  text = line.unpack1('m').force_encoding('UTF-8')
  WRITERS.each do |id, write|
    written = begin
      [write.call(text)].pack('m0')
    rescue JSON::JSONError
      '-'
    end
    puts "#{id} #{written}"
  end
end
