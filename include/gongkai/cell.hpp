// One cell of the form: a number, or which kind of no number.
#ifndef GONGKAI_CELL_HPP
#define GONGKAI_CELL_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

namespace gongkai {
inline namespace v0 {

/// What a cell holds. A blank is not a zero: everything but `value` is a number we do not have.
enum class State : std::uint8_t {
  value,       ///< a number
  blank,       ///< printed, and empty
  missing,     ///< belongs to this form, but the source does not print it
  unreadable,  ///< printed, but not a number we can tell
  fraction,    ///< printed as a number, but not a whole one where the form counts
  ambiguous,   ///< printed, and to be read in more than one way: "6051" may be 6 0 51 or 60 5 1
  absent,      ///< not in this form (the 2019 rows of a 2021 report, and the other way round)
};

/// "value", "blank" … as programs read it.
constexpr std::string_view name(State state) noexcept {
  constexpr std::string_view names[] = {"value",    "blank",     "missing", "unreadable",
                                        "fraction", "ambiguous", "absent"};
  return names[static_cast<std::size_t>(state)];
}

enum class Sign : std::uint8_t { non_negative, any };

/// A whole number of cases, documents or decisions, exact, or a State. Eight bytes, trivially
/// copyable. Holds any int64 but the eight smallest; those become `unreadable`.
/// A negative value can be held, so that a report can be shown as printed; the check objects.
template <Sign S>
class Integer {
 public:
  static constexpr std::int64_t min = std::numeric_limits<std::int64_t>::min() + 8;
  static constexpr std::int64_t max = std::numeric_limits<std::int64_t>::max();

  constexpr Integer() noexcept = default;  ///< blank
  constexpr explicit Integer(State no_value) noexcept
      : raw_(min - 8 + static_cast<std::int64_t>(no_value)) {}
  /// From any integer; not from bool or a floating-point number.
  template <class T, std::enable_if_t<std::is_integral<T>::value && !std::is_same<T, bool>::value,
                                      int> = 0>
  constexpr Integer(T value) noexcept  // NOLINT(google-explicit-constructor): cell = 3 reads well
      : raw_(holds(value) ? static_cast<std::int64_t>(value) : Integer(State::unreadable).raw_) {}

  constexpr bool has_value() const noexcept { return raw_ >= min; }
  constexpr State state() const noexcept {
    return has_value() ? State::value : static_cast<State>(raw_ - (min - 8));
  }
  /// Precondition: has_value(). Otherwise a number below `min`, never a plausible one.
  constexpr std::int64_t value() const noexcept { return raw_; }

  friend constexpr bool operator==(Integer a, Integer b) noexcept { return a.raw_ == b.raw_; }
  friend constexpr bool operator!=(Integer a, Integer b) noexcept { return a.raw_ != b.raw_; }

 private:
  template <class T>
  static constexpr bool holds(T value) noexcept {
    if constexpr (std::is_signed<T>::value)
      return static_cast<std::int64_t>(value) >= min;
    else
      return static_cast<std::uint64_t>(value) <= static_cast<std::uint64_t>(max);
  }

  std::int64_t raw_ = min - 8 + static_cast<std::int64_t>(State::blank);
};

using Count = Integer<Sign::non_negative>;  ///< 件, 条, 次: how many
using Change = Integer<Sign::any>;          ///< 本年增/减 of the 2019 form: signed

/// Money in 万元 (ten thousand yuan), an exact decimal, or a State. Six decimals are one fen; more
/// are kept (as far as 64 bits hold the digits) and the check notes them. 1.50 equals 1.5.
class Amount {
 public:
  static constexpr int fen_decimals = 6;

  constexpr Amount() noexcept = default;  ///< blank
  constexpr explicit Amount(State no_value) noexcept : state_(no_value) {}
  /// digits × 10^-decimals 万元, for example {664866, 4} for 66.4866.
  constexpr Amount(std::int64_t digits, int decimals) noexcept
      : digits_(digits), decimals_(static_cast<std::uint8_t>(decimals)), state_(State::value) {
    while (decimals_ > 0 && digits_ % 10 == 0) {
      digits_ /= 10;
      --decimals_;
    }
  }

  /// From "66.4866", "-3", "0", "007.50": digits, at most one point between them, nothing else.
  /// Anything else is unreadable, and so is what an Amount cannot hold: when zeros at the end of
  /// the decimals are dropped, the digits must fit into an int64 and the decimals be 255 at most.
  static constexpr Amount parse(std::string_view text) noexcept {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    bool negative = !text.empty() && text[0] == '-';
    if (negative) text.remove_prefix(1);
    std::size_t point = text.find('.'), size = text.size();
    if (size == 0 || point == 0 || point + 1 == size) return Amount(State::unreadable);
    while (point < size && size - 1 > point && text[size - 1] == '0') --size;
    std::size_t decimals = point < size ? size - point - 1 : 0;
    std::int64_t digits = 0;  // counted down from zero: there is room for one number more
    for (std::size_t i = 0; i < size; ++i) {
      if (i == point) continue;
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9 || digits < (least + digit) / 10) return Amount(State::unreadable);
      digits = digits * 10 - digit;
    }
    if (decimals > 255 || (!negative && digits == least)) return Amount(State::unreadable);
    return Amount(negative ? digits : -digits, static_cast<int>(decimals));
  }

  constexpr bool has_value() const noexcept { return state_ == State::value; }
  constexpr State state() const noexcept { return state_; }
  constexpr std::int64_t digits() const noexcept { return digits_; }  ///< without the point
  constexpr int decimals() const noexcept { return decimals_; }       ///< after the point
  constexpr bool negative() const noexcept { return digits_ < 0; }
  constexpr bool finer_than_fen() const noexcept { return decimals_ > fen_decimals; }

  friend constexpr bool operator==(Amount a, Amount b) noexcept {
    return a.digits_ == b.digits_ && a.decimals_ == b.decimals_ && a.state_ == b.state_;
  }
  friend constexpr bool operator!=(Amount a, Amount b) noexcept { return !(a == b); }

 private:
  std::int64_t digits_ = 0;
  std::uint8_t decimals_ = 0;
  State state_ = State::blank;
};

/// "66.4866"; the empty string where there is no value.
inline std::string to_string(Amount amount) {
  if (!amount.has_value()) return {};
  std::string digits = std::to_string(amount.digits());
  std::size_t sign = amount.negative() ? 1 : 0;
  auto decimals = static_cast<std::size_t>(amount.decimals());
  if (decimals == 0) return digits;
  if (digits.size() - sign <= decimals)
    digits.insert(sign, decimals + 1 - (digits.size() - sign), '0');
  return digits.insert(digits.size() - decimals, 1, '.');
}

/// "12"; the empty string where there is no value.
template <Sign S>
std::string to_string(Integer<S> cell) {
  return cell.has_value() ? std::to_string(cell.value()) : std::string();
}

/// The sum of any number of cells, exact: never overflows, never rounds.
class ExactSum {
 public:
  constexpr ExactSum() noexcept = default;
  constexpr explicit ExactSum(std::int64_t value) noexcept { *this += value; }

  constexpr ExactSum& operator+=(std::int64_t value) noexcept {
    if (value > -base && value < base) {  // nearly always: no division
      low_ += value;
    } else {
      high_ += value / base;
      low_ += value % base;
    }
    carry();
    return *this;
  }
  friend constexpr ExactSum operator-(ExactSum a, ExactSum b) noexcept {
    a.high_ -= b.high_;
    a.low_ -= b.low_;
    a.carry();
    return a;
  }
  friend constexpr bool operator==(ExactSum a, ExactSum b) noexcept {
    return a.high_ == b.high_ && a.low_ == b.low_;
  }
  friend constexpr bool operator!=(ExactSum a, ExactSum b) noexcept { return !(a == b); }
  constexpr bool negative() const noexcept { return high_ < 0; }
  constexpr bool zero() const noexcept { return high_ == 0 && low_ == 0; }

  /// The sum as a cell; unreadable where 64 bits do not hold it.
  constexpr Count count() const noexcept {
    constexpr std::int64_t room = Count::max % base;
    if (high_ >= 0 ? high_ > 9 || (high_ == 9 && low_ > room)
                   : high_ < -10 || (high_ == -10 && base - low_ > room))
      return Count(State::unreadable);
    return high_ >= 0 ? Count(high_ * base + low_) : Count((high_ + 1) * base + (low_ - base));
  }
  friend std::string to_string(ExactSum sum) {
    if (sum.negative()) return "-" + to_string(ExactSum() - sum);
    if (sum.high_ == 0) return std::to_string(sum.low_);
    std::string low = std::to_string(sum.low_);
    return std::to_string(sum.high_) + std::string(18 - low.size(), '0') + low;
  }

 private:
  constexpr void carry() noexcept {
    if (low_ < 0) {
      low_ += base;
      --high_;
    } else if (low_ >= base) {
      low_ -= base;
      ++high_;
    }
  }
  static constexpr std::int64_t base = 1'000'000'000'000'000'000;
  std::int64_t high_ = 0;  // the sum is high_ × 10^18 + low_, 0 ≤ low_ < 10^18
  std::int64_t low_ = 0;
};

}  // namespace v0
}  // namespace gongkai

#endif
