#include "read/tar.hpp"

#include <limits>
#include <optional>

namespace gongkai {
inline namespace v0 {
namespace {

constexpr std::size_t block_size = 512;

// A field without the zeros at its end.
std::string_view text_field(std::string_view block, std::size_t at, std::size_t size) {
  std::string_view field = block.substr(at, size);
  return field.substr(0, field.find('\0'));
}

// Octal digits between spaces and zeros; or, with the highest bit set, a number of base 256.
std::optional<std::size_t> number(std::string_view block, std::size_t at, std::size_t size) {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  std::size_t value = 0;
  if ((static_cast<unsigned char>(block[at]) & 0x80U) != 0) {
    for (std::size_t i = at + 1; i < at + size; ++i) {
      if (value > most >> 8U) return std::nullopt;
      value = value << 8U | static_cast<unsigned char>(block[i]);
    }
    return value;
  }
  bool any = false;
  for (char c : text_field(block, at, size)) {
    if (c == ' ' && any) break;
    if (c == ' ') continue;
    if (c < '0' || c > '7' || value > most >> 3U) return std::nullopt;
    value = value << 3U | static_cast<std::size_t>(c - '0');
    any = true;
  }
  return value;
}

bool checksum_is_right(std::string_view block) {
  constexpr std::size_t at = 148, size = 8;  // counted as spaces
  std::size_t sum = size * ' ';
  for (std::size_t i = 0; i < block_size; ++i)
    if (i < at || i >= at + size) sum += static_cast<unsigned char>(block[i]);
  return number(block, at, size) == sum;
}

bool all_zero(std::string_view block) {
  return block.find_first_not_of('\0') == std::string_view::npos;
}

// What fills the last block of a content.
std::size_t padding(std::size_t size) { return (block_size - size % block_size) % block_size; }

std::string name_of(std::string_view block) {
  std::string name(text_field(block, 0, 100));
  std::string_view prefix = text_field(block, 345, 155);
  bool ustar = block.substr(257, 6) == std::string_view("ustar\0", 6);
  return ustar && !prefix.empty() ? std::string(prefix) + '/' + name : name;
}

// "30 path=a/long/name\n": the path in pax records.
std::optional<std::string> pax_path(std::string_view records) {
  std::optional<std::string> path;
  while (!records.empty()) {
    std::size_t length = 0, at = 0;
    while (at < records.size() && at < 9 && records[at] >= '0' && records[at] <= '9')
      length = length * 10 + static_cast<std::size_t>(records[at++] - '0');
    if (at == 0 || at >= records.size() || records[at] != ' ' || length <= at + 1 ||
        length > records.size())
      break;
    std::string_view record = records.substr(at + 1, length - at - 2);
    constexpr std::string_view key = "path=";
    if (record.substr(0, key.size()) == key) path = std::string(record.substr(key.size()));
    records.remove_prefix(length);
  }
  return path;
}

}  // namespace

bool looks_like_tar(std::string_view bytes) {
  return bytes.size() >= block_size && bytes[0] != '\0' &&
         checksum_is_right(bytes.substr(0, block_size));
}

bool Tar::next(std::string& name, std::string& bytes) {
  name.clear();
  bytes.clear();
  bool found = false;
  if (!ended_) error_ = next_file(name, bytes, found);
  ended_ = !found;
  return found;
}

Error Tar::next_file(std::string& name, std::string& bytes, bool& found) {
  std::optional<std::string> long_name;
  for (std::string block;;) {
    bool end = false;
    if (Error error = header(block, end)) return error;
    if (end) return {};
    std::optional<std::size_t> size = number(block, 124, 12);
    if (!size) return damaged("size");
    if (Error error = expansion_.add_entries(1)) return error;
    char type = block[156];
    switch (type) {
      case 'x':
      case 'L': {
        std::string said;
        if (Error error = content(said, *size)) return error;
        if (type == 'x') {
          if (auto path = pax_path(said)) long_name = path;
        } else {
          long_name = said.substr(0, said.find('\0'));
        }
        break;
      }
      case '0':
      case '7':
      case '\0': {
        name = long_name ? *long_name : name_of(block);
        if (!name.empty() && name.back() == '/') {  // a folder, as the oldest tar wrote it
          if (Error error = pass_over(*size)) return error;
          long_name.reset();
          break;
        }
        if (Error error = content(bytes, *size)) return error;
        found = true;
        return {};
      }
      case '1':  // links and devices have no content, whatever their size says
      case '2':
      case '3':
      case '4':
      case '6':
        long_name.reset();
        break;
      case 'S':  // only the parts that are not zero; one volume of several
      case 'M':
        return {ErrorCode::unknown_kind, 0, {}, std::string("tar type ") + type};
      default:  // folders, other people's extensions
        if (Error error = pass_over(*size)) return error;
        if (type != 'g' && type != 'K') long_name.reset();
    }
  }
}

// A block of zeros is the end; without one the archive was cut off. What follows is read too: at
// its end gzip says whether all that came before was right.
Error Tar::header(std::string& block, bool& end) {
  block.clear();
  if (Error error = stream_.read(block, block_size)) return error;
  if (block.size() < block_size) return damaged("cut off");
  end = all_zero(block);
  if (!end) return checksum_is_right(block) ? Error() : damaged("header");
  std::size_t passed = 0;
  return stream_.skip(std::numeric_limits<std::size_t>::max(), passed);
}

Error Tar::content(std::string& to, std::size_t size) {
  if (size > expansion_.limits.bytes) return past_limit("bytes", expansion_.limits.bytes);
  if (Error error = stream_.read(to, size)) return error;
  if (to.size() < size) return damaged("cut off");
  return skip(padding(size));
}

Error Tar::skip(std::size_t size) {
  std::size_t passed = 0;
  if (Error error = stream_.skip(size, passed)) return error;
  return passed < size ? damaged("cut off") : Error();
}

Error Tar::pass_over(std::size_t size) {
  if (Error error = skip(size)) return error;
  return skip(padding(size));
}

}  // namespace v0
}  // namespace gongkai
