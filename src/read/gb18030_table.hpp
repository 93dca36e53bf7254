// The tables of GB18030, which has GBK and GB2312 in it.
#ifndef GONGKAI_READ_GB18030_TABLE_HPP
#define GONGKAI_READ_GB18030_TABLE_HPP

#include <cstddef>
#include <cstdint>

namespace gongkai {
inline namespace v0 {

/// The 23,940 codes of two bytes in their order: first byte 0x81 to 0xFE, second 0x40 to 0xFE
/// without 0x7F.
extern const char32_t gb18030_two_byte[];

/// Codes of four bytes are numbered; from `number` on, characters follow from `character` on.
struct Gb18030Range {
  std::uint16_t number, character;
};
extern const Gb18030Range gb18030_ranges[];
extern const std::size_t gb18030_range_count;

}  // namespace v0
}  // namespace gongkai

#endif
