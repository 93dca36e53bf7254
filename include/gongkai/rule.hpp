// The language of rules: an equation is written once, on members, and holds wherever they occur.
//
//   constexpr auto balance = identity(about, sum(&Flow::in, &Flow::kept) == sum(&Flow::out));
//   constexpr auto rules = lift<Town>(balance);        // at every Flow in a Town
//
// Members may be cells, or rows of cells; an equation between rows holds column by column. Where
// the first member is a row, a member made of several rows stands for the sum of them.
#ifndef GONGKAI_RULE_HPP
#define GONGKAI_RULE_HPP

#include <cstddef>
#include <cstdint>

#include "gongkai/reflect.hpp"

namespace gongkai {
inline namespace v0 {

enum class Severity : std::uint8_t { note, warning, error };

/// What a rule says of itself.
struct Rule {
  std::string_view id;  ///< stable, for programs: "applicants.total"
  Severity severity = Severity::error;
  Text title;    ///< the rule in one sentence
  Text basis;    ///< where it stands: notice and item
  Text message;  ///< what is said when it is broken; {left} {right} {difference} {cells} {demands}
                 ///< {stated} {quote} {table} are filled in
};

/// Cells that stand in a row: `units` of them, or rows of them, from `first` on.
struct Span {
  std::size_t first = 0;
  std::size_t units = 0;
};

/// One side of an equation.
struct Side {
  static constexpr std::size_t most = 12;
  Span spans[most] = {};
  std::size_t size = 0;
  constexpr const Span* begin() const noexcept { return spans; }
  constexpr const Span* end() const noexcept { return spans + size; }
};

/// An equation as data: the sum over `left` equals the sum over `right`, once for each of the
/// `width` cells of a unit. Cell numbers count from the start of the struct it is written on.
struct Identity {
  Rule rule;
  Side left, right;
  std::size_t width = 1;
};

/// One equation of a report: an identity at one place and one column.
struct Equation {
  std::uint32_t identity = 0;  ///< which of the identities
  std::uint32_t base = 0;      ///< cell number of the place, plus the column
};

namespace detail {

/// A member of Owner, or a member's member: which cells it spans. Unit is its type.
template <class Owner, class Unit>
struct At {
  std::size_t first;
};

template <class Owner, class Unit>
struct SideOf {
  Side side;
};

template <class Owner, class Unit>
struct EquationOf {
  Side left, right;
};

template <class Owner, class Unit>
struct IdentityOn {
  Identity identity;
};

template <class Owner, class M, class List>
struct FirstCell;
template <class Owner, class M, template <class...> class L, class... D>
struct FirstCell<Owner, M, L<D...>> {
  template <class Described>
  static constexpr bool same(M Owner::*wanted) {
    if constexpr (std::is_same<typename Access<Owner, Described>::type, M>::value)
      return Described::pointer == wanted;
    else
      return false;
  }
  static constexpr std::size_t of(M Owner::*wanted) {
    constexpr std::size_t sizes[] = {cells_of<typename Access<Owner, D>::type>()...};
    bool is[] = {same<D>(wanted)...};
    std::size_t first = 0, i = 0;
    while (!is[i]) first += sizes[i++];  // a member that is not described stops the compiler here
    return first;
  }
};

template <class Owner, class M>
constexpr At<Owner, M> as_at(M Owner::*member) {
  return {FirstCell<Owner, M, members_of<Owner>>::of(member)};
}
template <class Owner, class M>
constexpr At<Owner, M> as_at(At<Owner, M> place) {
  return place;
}

/// Whether M is a Unit, or made of nothing but Units.
template <class M, class Unit>
constexpr bool made_of();
template <class Unit, class List>
struct AllMadeOf;
template <class Unit, template <class...> class L, class... D>
struct AllMadeOf<Unit, L<D...>> {
  template <class Owner>
  static constexpr bool of() {
    return (made_of<typename Access<Owner, D>::type, Unit>() && ...);
  }
};
template <class M, class Unit>
constexpr bool made_of() {
  if constexpr (std::is_same<M, Unit>::value)
    return true;
  else if constexpr (kind_of<M>() == Kind::part)
    return AllMadeOf<Unit, members_of<M>>::template of<M>();
  else
    return false;
}

template <class Owner, class Unit, class M>
constexpr void append(Side& side, At<Owner, M> place) {
  static_assert(made_of<M, Unit>(), "every member of a sum must be of the kind of the first one");
  side.spans[side.size++] = {place.first, cells_of<M>() / cells_of<Unit>()};
}

template <class Owner, class Unit, class... M>
constexpr SideOf<Owner, Unit> sum_at(At<Owner, Unit> first, At<Owner, M>... rest) {
  static_assert(sizeof...(M) < Side::most, "too many members on one side");
  static_assert(made_of<Unit, Count>(), "equations hold between counts");
  SideOf<Owner, Unit> result{};
  append<Owner, Unit>(result.side, first);
  (append<Owner, Unit>(result.side, rest), ...);
  return result;
}

template <class Owner, class Unit>
constexpr EquationOf<Owner, Unit> operator==(SideOf<Owner, Unit> left, SideOf<Owner, Unit> right) {
  return {left.side, right.side};
}

/// How often a Part occurs in Root; the cell number of each, in order, goes to `firsts`.
template <class Root, class Part>
constexpr std::size_t places(std::size_t* firsts = nullptr, std::size_t base = 0);
template <class Part, class List>
struct PlacesIn;
template <class Part, template <class...> class L, class... D>
struct PlacesIn<Part, L<D...>> {
  template <class Owner>
  static constexpr std::size_t find(std::size_t* firsts, std::size_t cell) {
    std::size_t found = 0;
    ((found += places<typename Access<Owner, D>::type, Part>(
          firsts == nullptr ? nullptr : firsts + found, cell),
      cell += cells_of<typename Access<Owner, D>::type>()),
     ...);
    return found;
  }
};
template <class Root, class Part>
constexpr std::size_t places(std::size_t* firsts, std::size_t base) {
  if constexpr (std::is_same<Root, Part>::value) {
    if (firsts != nullptr) *firsts = base;
    return 1;
  } else if constexpr (kind_of<Root>() == Kind::part) {
    return PlacesIn<Part, members_of<Root>>::template find<Root>(firsts, base);
  } else {
    return 0;
  }
}

}  // namespace detail

/// A member of a member: at(&Applications::outcomes, &Outcomes::total).
template <class Owner, class Part, class M>
constexpr detail::At<Owner, M> at(Part Owner::*part, M Part::*member) {
  return {detail::as_at(part).first + detail::as_at(member).first};
}

/// The sum of some members of one struct, for one side of an equation.
template <class... M>
constexpr auto sum(M... members) {
  return detail::sum_at(detail::as_at(members)...);
}

/// An equation with what is to be said of it.
template <class Owner, class Unit>
constexpr detail::IdentityOn<Owner, Unit> identity(Rule rule,
                                                   detail::EquationOf<Owner, Unit> equation) {
  return {{rule, equation.left, equation.right, detail::cells_of<Unit>()}};
}

/// The identities of a report type and the equations they give there. Constant data; a view of it
/// (`Rules`) is what check() takes.
template <std::size_t Identities, std::size_t Equations>
struct RuleSet {
  Identity identities[Identities];
  Equation equations[Equations];
};

struct Rules {
  const Identity* identities = nullptr;
  const Equation* equations = nullptr;
  std::size_t identity_count = 0, equation_count = 0;

  constexpr Rules() noexcept = default;
  template <std::size_t I, std::size_t E>
  constexpr Rules(const RuleSet<I, E>& set) noexcept  // NOLINT(google-explicit-constructor)
      : identities(set.identities),
        equations(set.equations),
        identity_count(I),
        equation_count(E) {}
  template <std::size_t I, std::size_t E>
  Rules(const RuleSet<I, E>&&) = delete;  // would point into a temporary

  constexpr const Identity& operator[](const Equation& equation) const noexcept {
    return identities[equation.identity];
  }
};

/// The equations that these identities give in Root: each at every place of its struct, in each
/// column, in the order of the identities.
template <class Root, class... Owner, class... Unit>
constexpr auto lift(const detail::IdentityOn<Owner, Unit>&... identities) {
  constexpr std::size_t count = ((detail::places<Root, Owner>() * detail::cells_of<Unit>()) + ...);
  static_assert(count > 0, "none of these rules applies to this type");
  RuleSet<sizeof...(Owner), count> set{{identities.identity...}, {}};
  std::size_t firsts[sizeof...(Owner)][count] = {};
  std::size_t found[] = {detail::places<Root, Owner>()...};
  std::size_t which = 0;
  (detail::places<Root, Owner>(firsts[which++]), ...);
  std::size_t next = 0;
  for (which = 0; which < sizeof...(Owner); ++which)
    for (std::size_t place = 0; place < found[which]; ++place)
      for (std::size_t column = 0; column < set.identities[which].width; ++column)
        set.equations[next++] = {static_cast<std::uint32_t>(which),
                                 static_cast<std::uint32_t>(firsts[which][place] + column)};
  return set;
}

/// Calls visit(cell number) for each cell on one side of an equation.
template <class Visit>
constexpr void for_each_term(const Side& side, std::size_t width, std::size_t base, Visit&& visit) {
  for (const Span& span : side)
    for (std::size_t unit = 0; unit < span.units; ++unit) visit(base + span.first + unit * width);
}

}  // namespace v0
}  // namespace gongkai

#endif
