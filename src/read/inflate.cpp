#include "read/inflate.hpp"

#include <algorithm>
#include <new>

namespace gongkai {
inline namespace v0 {
namespace {

constexpr std::size_t piece = std::size_t{1} << 16U;

}  // namespace

Error past_limit(std::string_view name, std::size_t limit) {
  return {ErrorCode::too_large, 0, {}, std::string(name) + ' ' + std::to_string(limit)};
}

Error damaged(std::string_view what) { return {ErrorCode::bad_archive, 0, {}, std::string(what)}; }

Error Expansion::add_bytes(std::size_t size) {
  bytes += size;
  return bytes > limits.expanded ? past_limit("expanded", limits.expanded) : Error();
}

Error Expansion::add_entries(std::size_t count) {
  entries += count;
  return entries > limits.entries ? past_limit("entries", limits.entries) : Error();
}

Stream::Stream(std::string_view bytes, Packed packed, Expansion& expansion)
    : rest_(bytes), packed_(packed), expansion_(expansion) {
  constexpr int raw = -MAX_WBITS, gzip = MAX_WBITS + 16;
  if (packed == Packed::plain) return;
  int status = inflateInit2(&zlib_, packed == Packed::deflate ? raw : gzip);
  if (status != Z_OK) throw std::bad_alloc();  // nothing else can be wrong
}

Stream::~Stream() {
  if (packed_ != Packed::plain) inflateEnd(&zlib_);
}

Error Stream::read(std::string& to, std::size_t size) {
  while (size > 0) {
    std::size_t before = to.size(), room = std::min(size, piece), got = 0;
    to.resize(before + room);
    Error error = read_some(&to[before], room, got);
    to.resize(before + got);
    if (error || got == 0) return error;
    size -= got;
  }
  return {};
}

Error Stream::skip(std::size_t size, std::size_t& passed) {
  char bin[4096];
  for (passed = 0; passed < size;) {
    std::size_t got = 0;
    Error error = read_some(bin, std::min(size - passed, sizeof bin), got);
    if (error || got == 0) return error;
    passed += got;
  }
  return {};
}

Error Stream::read_some(char* to, std::size_t room, std::size_t& got) {
  got = 0;
  if (packed_ != Packed::plain) {
    if (Error error = inflate_some(to, room, got)) return error;
  } else {
    got = rest_.copy(to, room);
    rest_.remove_prefix(got);
  }
  return expansion_.add_bytes(got);
}

Error Stream::inflate_some(char* to, std::size_t room, std::size_t& got) {
  while (got == 0 && !ended_) {
    constexpr std::size_t most = std::size_t{1} << 30U;  // zlib counts in 32 bits
    std::size_t given = std::min(rest_.size(), most);
    // zlib does not write there; its interface is older than const.
    zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));
    zlib_.avail_in = static_cast<uInt>(given);
    zlib_.next_out = reinterpret_cast<Bytef*>(to);
    zlib_.avail_out = static_cast<uInt>(std::min(room, most));
    int status = inflate(&zlib_, Z_NO_FLUSH);
    got = std::min(room, most) - zlib_.avail_out;
    std::size_t taken = given - zlib_.avail_in;
    rest_.remove_prefix(taken);
    taken_ += taken;
    given_ += got;
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status == Z_STREAM_END)
      ended_ = !another_member();
    else if (status != Z_OK || (got == 0 && rest_.empty()))
      return damaged("deflate");
  }
  constexpr std::size_t enough_to_tell = std::size_t{1} << 20U;
  if (given_ > enough_to_tell && given_ > expansion_.limits.ratio * taken_)
    return past_limit("ratio", expansion_.limits.ratio);
  return {};
}

// A gzip file may be several, one behind the other; zeros at its end are padding.
bool Stream::another_member() {
  if (packed_ != Packed::gzip || rest_.substr(0, 2) != "\x1F\x8B") return false;
  return inflateReset(&zlib_) == Z_OK;
}

}  // namespace v0
}  // namespace gongkai
