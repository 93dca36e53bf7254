// Tar archives: ustar, pax records and GNU's long names; plain or gzipped.
#ifndef GONGKAI_READ_TAR_HPP
#define GONGKAI_READ_TAR_HPP

#include <string>
#include <string_view>

#include "read/inflate.hpp"

namespace gongkai {
inline namespace v0 {

/// Whether the bytes begin with a header of tar whose checksum is right.
bool looks_like_tar(std::string_view bytes);

class Tar {
 public:
  /// Both must outlive it.
  Tar(std::string_view bytes, Stream::Packed packed, Expansion& expansion)
      : stream_(bytes, packed, expansion), expansion_(expansion) {}

  /// The next regular file. False at the end, and where the archive is damaged or past a limit:
  /// error() tells, and nothing more comes.
  bool next(std::string& name, std::string& bytes);
  const Error& error() const noexcept { return error_; }

 private:
  Error header(std::string& block, bool& end);
  Error content(std::string& to, std::size_t size);
  Error skip(std::size_t size);
  Error pass_over(std::size_t size);
  Error next_file(std::string& name, std::string& bytes, bool& found);

  Stream stream_;
  Expansion& expansion_;
  Error error_;
  bool ended_ = false;
};

}  // namespace v0
}  // namespace gongkai

#endif
