// A zip archive, written.
#ifndef GONGKAI_WRITE_ZIP_HPP
#define GONGKAI_WRITE_ZIP_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace gongkai {
inline namespace v0 {

/// Entries in the order they are added, deflated, without a date: the same content gives the same
/// bytes. For small files: everything stays below 4 GiB.
class ZipWriter {
 public:
  void add(std::string_view name, std::string_view bytes);
  std::string take();  ///< the archive; nothing may be added after

 private:
  std::string archive_, directory_;
  std::uint32_t entries_ = 0;
};

}  // namespace v0
}  // namespace gongkai

#endif
