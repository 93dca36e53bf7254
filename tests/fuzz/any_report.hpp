// Random bytes as a typed report: in balance at first where they say so, then spoilt cell by cell.
#ifndef GONGKAI_TESTS_FUZZ_ANY_REPORT_HPP
#define GONGKAI_TESTS_FUZZ_ANY_REPORT_HPP

#include <cstdint>

#include "bench/reports.hpp"
#include "gongkai/report.hpp"

namespace gongkai::test {

/// Zeros once there are no more.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}

  bool any() const { return at_ != end_; }
  std::uint64_t next(int bytes = 1) {
    std::uint64_t number = 0;
    for (; bytes > 0; --bytes) number = number << 8U | (at_ == end_ ? 0U : *at_++);
    return number;
  }
  /// Mostly small ones; also negative ones, those of many digits and those at the ends.
  std::int64_t number() {
    std::uint64_t first = next();
    if (first < 0xC0) return static_cast<std::int64_t>(first % 16);
    if (first < 0xE0) return static_cast<std::int64_t>(next(2));
    if (first < 0xF0) return -static_cast<std::int64_t>(next(1));
    if (first < 0xF8) return static_cast<std::int64_t>(next(7));
    auto near = static_cast<std::int64_t>(next(1));
    return first % 2 == 0 ? Count::max - near : Count::min + near;
  }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

/// Takes four bytes and more.
inline Report any_report(Bytes& bytes) {
  auto first = static_cast<unsigned>(bytes.next());
  Report report = blank_report((first & 1U) != 0 ? Form::of_2019 : Form::of_2021);
  auto spoil = [&](std::uint64_t cells) {
    for (; cells > 0; --cells) {
      std::size_t cell = bytes.next(2) % schema<Report>.cells;
      Kind kind = path_of<Report>(cell).cell().kind;
      void* at = cell_at(schema<Report>, &report, cell);
      std::uint64_t how = bytes.next();
      if (how >= 0xC0)
        set_state(kind, at, static_cast<State>(1 + how % 6));
      else if (kind == Kind::count)
        *static_cast<Count*>(at) = bytes.number();
      else if (kind == Kind::change)
        *static_cast<Change*>(at) = bytes.number();
      else
        *static_cast<Amount*>(at) = Amount(bytes.number(), static_cast<int>(how % 12));
    }
  };
  if ((first & 2U) != 0) {  // small numbers: what is in balance does not overflow
    for (std::uint64_t cells = bytes.next() % 32; cells > 0; --cells) {
      std::size_t cell = bytes.next(2) % schema<Report>.cells;
      void* at = cell_at(schema<Report>, &report, cell);
      if (path_of<Report>(cell).cell().kind == Kind::count &&
          static_cast<Count*>(at)->state() != State::absent)
        *static_cast<Count*>(at) = bytes.next() % 100;
    }
    bring_into_balance(report);
  }
  spoil(bytes.next() % ((first & 4U) != 0 ? 200 : 6));
  report.year = static_cast<std::int32_t>(2019 + bytes.next() % 8);
  return report;
}

}  // namespace gongkai::test

#endif
