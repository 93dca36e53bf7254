// Zip, tar and gzip, and each of them in the others.
#include "fuzz.hpp"
#include "gongkai/archive.hpp"

using namespace gongkai;
using namespace gongkai::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes = as_text(data, size);
  const Limits limits = small_limits();
  is_archive(bytes);
  Archive archive(bytes, limits);
  std::size_t files = 0, errors = 0, expanded = 0;
  for (ArchiveFile file;;) {
    while (archive.next(file)) {
      ++files;
      expanded += file.bytes.size();
    }
    if (!archive.error()) break;
    must(++errors <= 2 * limits.entries + 1, "each file, each archive and the whole fails once");
  }
  must(files <= limits.entries + 1 && expanded <= limits.expanded, "entries and bytes");
  ArchiveFile after_the_end;
  must(!archive.next(after_the_end), "nothing after the end");
  return 0;
}
