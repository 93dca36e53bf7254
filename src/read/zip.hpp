// Zip archives, read by their central directory. Every offset and size in them is a claim.
#ifndef GONGKAI_READ_ZIP_HPP
#define GONGKAI_READ_ZIP_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "read/inflate.hpp"

namespace gongkai {
inline namespace v0 {

struct ZipEntry {
  std::string name;  ///< in UTF-8, where its encoding can be told
  bool encrypted = false;
  std::uint16_t method = 0;  ///< 0 stored, 8 deflated
  std::uint32_t checksum = 0;
  std::uint64_t packed = 0, size = 0;  ///< bytes
  std::uint64_t header = 0;            ///< offset of the entry's own header
};

class Zip {
 public:
  /// `bytes` must outlive what is read from them. Errors: bad_archive, too_large.
  static Result<Zip> open(std::string_view bytes, Expansion& expansion);

  const std::vector<ZipEntry>& entries() const noexcept { return entries_; }
  /// The first of that name, with / for \; null if there is none.
  const ZipEntry* find(const std::string& name) const;

  /// Errors: bad_archive, encrypted, unknown_kind (another method), too_large.
  Result<std::string> read(const ZipEntry& entry, Expansion& expansion) const;

 private:
  Error read_directory(Expansion& expansion);
  Error no_overlap() const;

  std::string_view bytes_;
  std::vector<ZipEntry> entries_;
  std::map<std::string, std::size_t> by_name_;
};

/// Whether the bytes begin as those of a zip do.
bool looks_like_zip(std::string_view bytes) noexcept;

/// What a zip is: one of the kinds of documents that are zips inside, or an archive of files.
enum class ZipKind : std::uint8_t { archive, docx, xlsx, other_document };
ZipKind kind_of(const Zip& zip);

}  // namespace v0
}  // namespace gongkai

#endif
