// The files in an archive, one after the other: zip, tar, tar.gz, and archives in archives. Nothing
// is written to disk.
#ifndef GONGKAI_ARCHIVE_HPP
#define GONGKAI_ARCHIVE_HPP

#include <string>
#include <string_view>

#include "gongkai/limits.hpp"
#include "gongkai/result.hpp"

namespace gongkai {
inline namespace v0 {

/// One file. Its name is what the archive says and no more: it may have "..", be absolute, or not
/// be UTF-8. Of a file in an archive within the archive: "inner.zip!page.html".
struct ArchiveFile {
  std::string name;
  std::string bytes;
};

/// Whether Archive takes these bytes apart: a tar, something gzipped, a zip other than an Office
/// file and the like (docx, xlsx, ofd, odt), which are documents.
bool is_archive(std::string_view bytes);

/// Reads an archive file by file. Memory is bounded by the largest file in it; `limits.expanded`
/// and `limits.entries` hold for the archive and those in it together.
///
///   Archive archive(bytes);
///   for (ArchiveFile file;;) {
///     while (archive.next(file)) use(file);
///     if (!archive.error()) break;               // the end
///     complain(file.name, archive.error());      // and go on with the next file
///   }
class Archive {
 public:
  /// `bytes` must outlive the reader. Folders, links and devices in it are passed over.
  explicit Archive(std::string_view bytes, const Limits& limits = {});
  Archive(Archive&& other) noexcept : state_(other.state_) { other.state_ = nullptr; }
  Archive(const Archive&) = delete;
  Archive& operator=(Archive) = delete;
  ~Archive();

  /// Reads the next file. False at the end, and at a file or an inner archive that cannot be read:
  /// error() tells which, and file.name names it (empty: the archive itself); the next call goes on
  /// behind it, as far as there is a way.
  bool next(ArchiveFile& file);

  /// `bad_archive` (damaged, cut off, sums that do not agree), `unknown_kind` (encrypted, or packed
  /// in a way that is not read), `too_large`. No error after a file and at the end.
  const Error& error() const noexcept;

 private:
  struct State;
  State* state_;
};

}  // namespace v0
}  // namespace gongkai

#endif
