// What comes out of archives: inflated piece by piece, and counted against the limits.
#ifndef GONGKAI_READ_INFLATE_HPP
#define GONGKAI_READ_INFLATE_HPP

#include <zlib.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "gongkai/limits.hpp"
#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

/// Past the limit of that name: "cells 2000000".
Error past_limit(std::string_view name, std::size_t limit);

/// A damaged archive or Office file; `what` is wrong with it.
Error damaged(std::string_view what);

/// What has come out of one archive, and of those in it.
struct Expansion {
  explicit Expansion(const Limits& l) : limits(l) {}

  Error add_bytes(std::size_t size);
  Error add_entries(std::size_t count);
  bool exhausted() const noexcept { return bytes > limits.expanded || entries > limits.entries; }

  Limits limits;
  std::size_t bytes = 0, entries = 0;
};

/// The bytes of a stream, deflated or plain, from its beginning to its end.
class Stream {
 public:
  enum class Packed { plain, deflate, gzip };

  /// Both must outlive the stream.
  Stream(std::string_view bytes, Packed packed, Expansion& expansion);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Appends the next `size` bytes; fewer where the stream ends or is damaged. Memory is taken as
  /// bytes come, not as somebody claims that they will.
  Error read(std::string& to, std::size_t size);
  /// The same without keeping them. `passed`: how many there were.
  Error skip(std::size_t size, std::size_t& passed);

 private:
  Error read_some(char* to, std::size_t room, std::size_t& got);
  Error inflate_some(char* to, std::size_t room, std::size_t& got);
  bool another_member();

  std::string_view rest_;
  Packed packed_;
  Expansion& expansion_;
  z_stream zlib_{};
  bool ended_ = false;
  std::size_t taken_ = 0, given_ = 0;
};

}  // namespace v0
}  // namespace gongkai

#endif
