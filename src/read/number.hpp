// What is printed in a cell, as a number.
#ifndef GONGKAI_READ_NUMBER_HPP
#define GONGKAI_READ_NUMBER_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "gongkai/cell.hpp"

namespace gongkai::text {

/// A printed cell taken apart: "22（其中修订 16 件）" is 22, "251000元" is 251000 in yuan.
struct Printed {
  enum class Kind : std::uint8_t { blank, number, text };
  enum class Unit : std::uint8_t { none, yuan, ten_thousand_yuan, other };
  Kind kind = Kind::blank;  ///< blank also for "-", "—", "/", "无": nothing is stated
  Unit unit = Unit::none;
  std::string decimal;  ///< of a number: "-12.50", without separators
};
Printed take_apart(std::string_view printed);

/// The kind of a printed cell alone.
Printed::Kind kind_of(std::string_view printed);

/// As a whole number; `fraction` where it is none, `unreadable` for text or past 64 bits.
template <Sign S>
Integer<S> as_count(const Printed& printed);
template <Sign S>
Integer<S> as_count(std::string_view printed);

/// The unit of money that a heading or a remark states: "本年收费金额（单位：万元）".
Printed::Unit unit_of(std::string_view printed);

/// As money in 万元. `unit` is what the heading or the form states; the cell's own goes before it.
/// Where nothing says which unit is meant, only zero can be told.
Amount as_amount(const Printed& printed, Printed::Unit unit);

}  // namespace gongkai::text

#endif
