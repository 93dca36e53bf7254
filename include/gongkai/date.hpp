// A calendar day, as a report prints it.
#ifndef GONGKAI_DATE_HPP
#define GONGKAI_DATE_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace gongkai {
inline namespace v0 {

/// A day of the Gregorian calendar; all zero when it is not known.
struct Date {
  std::int16_t year = 0;
  std::int8_t month = 0, day = 0;

  constexpr bool known() const noexcept { return year != 0 || month != 0 || day != 0; }

  /// Whether there is such a day (2023-02-29 is none).
  constexpr bool ok() const noexcept {
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int days = month == 2                                              ? (leap ? 29 : 28)
               : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                       : 31;
    return day <= days;
  }

  /// From "2022-01-20". Anything else, and a day that does not exist, is not known.
  static constexpr Date parse(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    int number[3] = {0, 0, 0};
    for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
      if (i == 4 || i == 7) {
        ++part;
      } else if (text[i] >= '0' && text[i] <= '9') {
        number[part] = number[part] * 10 + (text[i] - '0');
      } else {
        return {};
      }
    }
    Date date{static_cast<std::int16_t>(number[0]), static_cast<std::int8_t>(number[1]),
              static_cast<std::int8_t>(number[2])};
    return date.ok() ? date : Date{};
  }

  friend constexpr bool operator==(Date a, Date b) noexcept {
    return a.year == b.year && a.month == b.month && a.day == b.day;
  }
  friend constexpr bool operator!=(Date a, Date b) noexcept { return !(a == b); }
};

/// "2022-01-20"; the empty string where the day is not known, does not exist, or lies after the
/// year 9999, which this form cannot say.
inline std::string to_string(Date date) {
  if (!date.ok() || date.year > 9999) return {};
  std::string text = "0000-00-00";
  auto put = [&text](std::size_t last, int number) {
    for (std::size_t i = last; number > 0; --i, number /= 10)
      text[i] = static_cast<char>('0' + number % 10);
  };
  put(3, date.year);
  put(6, date.month);
  put(9, date.day);
  return text;
}

}  // namespace v0
}  // namespace gongkai

#endif
