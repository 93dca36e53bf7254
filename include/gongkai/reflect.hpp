// Walk a described value: its cells, their paths and labels, at compile time and at run time.
// Works for any struct described with Boost.Describe whose members are cells (Count, Change,
// Amount), text (std::string), int32 numbers, Dates, described enums and further such structs.
#ifndef GONGKAI_REFLECT_HPP
#define GONGKAI_REFLECT_HPP

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "gongkai/cell.hpp"
#include "gongkai/date.hpp"

namespace gongkai {
inline namespace v0 {

enum class Language : std::uint8_t { zh, en };

/// A text in both languages. Points to storage that lives as long as the program.
struct Text {
  std::string_view zh, en;
  constexpr std::string_view operator[](Language language) const noexcept {
    return language == Language::zh ? zh : en;
  }
};

/// The official label of one member.
struct Label {
  std::string_view member;  ///< name of the member, as described
  std::string_view
      number;  ///< the row's number: 一, （三）1, （七）, 表三; empty where it has none
  Text text;   ///< zh: exactly as the official form prints it
};

/// Specialise to give the members of T labels: `static constexpr Label of[] = {…}`, one for each
/// described member, in their order (checked at compile time). Without it people see member names.
template <class T>
struct Labels {};

enum class Kind : std::uint8_t { part, count, change, amount, text, number, date, choice };
constexpr bool is_cell(Kind kind) noexcept {
  return kind == Kind::count || kind == Kind::change || kind == Kind::amount;
}

struct Schema;

/// One value of a described enum; written and read as its number.
struct Choice {
  std::string_view name;
  std::int64_t value;
};

/// The values of a described enum, and how to get and set one behind a void pointer.
struct Choices {
  const Choice* values;
  std::size_t size;
  std::int64_t (*get)(const void*);
  void (*set)(void*, std::int64_t);
};

/// One member of a described struct. `at` gives its address in an object of that struct.
struct Member {
  std::string_view name;
  Label label{};  ///< label.text.zh empty where the struct has no Labels
  Kind kind = Kind::part;
  std::size_t first_cell = 0;        ///< index of its first cell within the owner
  std::size_t cells = 0;             ///< how many cells it spans; 0 for text and the like
  const Schema* part = nullptr;      ///< of kind part
  const Choices* choices = nullptr;  ///< of kind choice
  void* (*at)(void*) = nullptr;

  const void* at_const(const void* owner) const { return at(const_cast<void*>(owner)); }
};

/// How many members lie on the way to a cell, at most.
constexpr std::size_t max_depth = 8;

/// A described struct as data. Cells are numbered depth first in the order of description.
struct Schema {
  const Member* members = nullptr;
  std::size_t size = 0;
  std::size_t cells = 0;

  constexpr const Member* begin() const noexcept { return members; }
  constexpr const Member* end() const noexcept { return members + size; }
};

namespace detail {

template <class T>
struct SchemaOf;

template <class T>
struct Leaf {  // the kind of a member's type; whatever is not named below is a part
  static_assert(boost::describe::has_describe_members<T>::value,
                "a member must be a cell, a std::string, an int32_t, a Date, a described enum or a "
                "described struct");
  static constexpr Kind kind = Kind::part;
};
template <>
struct Leaf<Count> {
  static constexpr Kind kind = Kind::count;
};
template <>
struct Leaf<Change> {
  static constexpr Kind kind = Kind::change;
};
template <>
struct Leaf<Amount> {
  static constexpr Kind kind = Kind::amount;
};
template <>
struct Leaf<std::string> {
  static constexpr Kind kind = Kind::text;
};
template <>
struct Leaf<std::int32_t> {
  static constexpr Kind kind = Kind::number;
};
template <>
struct Leaf<Date> {
  static constexpr Kind kind = Kind::date;
};

template <class T>
constexpr Kind kind_of() {
  if constexpr (std::is_enum<T>::value)
    return Kind::choice;
  else
    return Leaf<T>::kind;
}

template <class E, class List>
struct Enumerators;
template <class E, template <class...> class L, class... D>
struct Enumerators<E, L<D...>> {
  static constexpr Choice values[] = {{D::name, static_cast<std::int64_t>(D::value)}...};
  static std::int64_t get(const void* e) {
    return static_cast<std::int64_t>(*static_cast<const E*>(e));
  }
  static void set(void* e, std::int64_t value) { *static_cast<E*>(e) = static_cast<E>(value); }
  static constexpr Choices choices{values, sizeof...(D), &get, &set};
};

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T, class = void>
struct LabelOf {
  static constexpr bool given = false;
  static constexpr Label get(std::size_t) { return {}; }
};
template <class T>
struct LabelOf<T, decltype(void(Labels<T>::of))> {
  static constexpr bool given = true;
  static constexpr std::size_t size = sizeof(Labels<T>::of) / sizeof(Label);
  static constexpr Label get(std::size_t i) { return Labels<T>::of[i]; }
};

template <class P>
struct Pointee;
template <class C, class M>
struct Pointee<M C::*> {
  using type = M;
};

template <class T, class D>
struct Access {
  using type = typename Pointee<std::remove_cv_t<decltype(D::pointer)>>::type;
  static void* at(void* owner) { return &(static_cast<T*>(owner)->*D::pointer); }
};

template <class M>
constexpr std::size_t cells_of() {
  if constexpr (kind_of<M>() == Kind::part)
    return SchemaOf<M>::value.cells;
  else
    return is_cell(kind_of<M>()) ? 1 : 0;
}

/// How many members lie on the way from an M to its deepest.
template <class M>
constexpr std::size_t depth_of() {
  if constexpr (kind_of<M>() == Kind::part)
    return SchemaOf<M>::depth;
  else
    return 0;
}

template <class M>
constexpr const Schema* part_of() {
  if constexpr (kind_of<M>() == Kind::part)
    return &SchemaOf<M>::value;
  else
    return nullptr;
}

template <class M>
constexpr const Choices* choices_of() {
  if constexpr (kind_of<M>() == Kind::choice)
    return &Enumerators<M, boost::describe::describe_enumerators<M>>::choices;
  else
    return nullptr;
}

/// What does not depend on the other members, for each type of member once.
template <class M>
struct MemberOf {
  static constexpr Kind kind = kind_of<M>();
  static constexpr std::size_t cells = cells_of<M>();
  static constexpr std::size_t depth = depth_of<M>();
  static constexpr const Schema* part = part_of<M>();
  static constexpr const Choices* choices = choices_of<M>();
};

template <class T, class List>
struct Table;
template <class T, template <class...> class L, class... D>
struct Table<T, L<D...>> {
  struct Data {
    Member members[sizeof...(D)];
    std::size_t cells;
  };
  static constexpr std::size_t depth() {
    std::size_t deepest = 0;
    for (std::size_t below : {std::size_t{0}, MemberOf<typename Access<T, D>::type>::depth...})
      if (below > deepest) deepest = below;
    return deepest + 1;
  }
  static constexpr Data make() {
    Data made{{{D::name,
                {},
                MemberOf<typename Access<T, D>::type>::kind,
                0,
                MemberOf<typename Access<T, D>::type>::cells,
                MemberOf<typename Access<T, D>::type>::part,
                MemberOf<typename Access<T, D>::type>::choices,
                &Access<T, D>::at}...},
              0};
    for (std::size_t i = 0; i < sizeof...(D); ++i) {
      made.members[i].label = LabelOf<T>::get(i);
      made.members[i].first_cell = made.cells;
      made.cells += made.members[i].cells;
    }
    return made;
  }
  static constexpr Data data = make();

  static constexpr bool labels_fit() {
    if constexpr (LabelOf<T>::given) {
      if (LabelOf<T>::size != sizeof...(D)) return false;
      for (const Member& m : data.members)
        if (m.label.member != m.name) return false;
    }
    return true;
  }
  static_assert(labels_fit(), "Labels<T>::of must name each described member, in their order");
};

template <class T>
struct SchemaOf {
  using Members = Table<T, members_of<T>>;
  static constexpr Schema value{
      Members::data.members, sizeof(Members::data.members) / sizeof(Member), Members::data.cells};
  static constexpr std::size_t depth = Members::depth();
  static_assert(depth <= max_depth, "described structs are nested too deeply for a Path");
};

}  // namespace detail

/// The description of T as one constant table.
template <class T>
inline constexpr const Schema& schema = detail::SchemaOf<T>::value;

/// The way from a root to one cell: the members passed, outermost first.
class Path {
 public:
  constexpr Path() noexcept = default;
  /// Precondition: cell < root.cells.
  constexpr Path(const Schema& root, std::size_t cell) {
    const Schema* part = &root;
    for (;;) {
      const Member* next = part->begin();
      while (cell >= next->first_cell + next->cells) ++next;
      steps_[size_++] = next;
      if (next->kind != Kind::part) return;
      cell -= next->first_cell;
      part = next->part;
    }
  }

  constexpr std::size_t size() const noexcept { return size_; }
  constexpr const Member& operator[](std::size_t i) const noexcept { return *steps_[i]; }
  constexpr const Member& cell() const noexcept { return *steps_[size_ - 1]; }  ///< its column

  /// Whether this is the path "applications.received.total".
  friend constexpr bool operator==(const Path& path, std::string_view text) noexcept {
    for (std::size_t i = 0; i < path.size_; ++i) {
      std::string_view name = path[i].name;
      if (i > 0) {
        if (text.empty() || text[0] != '.') return false;
        text.remove_prefix(1);
      }
      if (text.substr(0, name.size()) != name) return false;
      text.remove_prefix(name.size());
    }
    return text.empty();
  }
  friend constexpr bool operator==(const Path& a, const Path& b) noexcept {
    if (a.size_ != b.size_) return false;
    for (std::size_t i = 0; i < a.size_; ++i)
      if (a.steps_[i] != b.steps_[i]) return false;
    return true;
  }

 private:
  const Member* steps_[max_depth] = {};
  std::size_t size_ = 0;
};

/// "applications.outcomes.denied.state_secret.natural_person"
inline std::string to_string(const Path& path) {
  std::string text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0) text += '.';
    text += path[i].name;
  }
  return text;
}

/// The path of a cell of T, and back. `no_cell` where T has no cell of that path.
template <class T>
constexpr Path path_of(std::size_t cell) {
  return Path(schema<T>, cell);
}
constexpr std::size_t no_cell = static_cast<std::size_t>(-1);
constexpr std::size_t cell_index(const Schema& root, std::string_view path) {
  const Schema* part = &root;
  std::size_t cell = 0;
  for (;;) {
    std::string_view name = path.substr(0, path.find('.'));
    const Member* member = part->begin();
    while (member != part->end() && member->name != name) ++member;
    if (member == part->end()) return no_cell;
    cell += member->first_cell;
    path.remove_prefix(name.size());
    if (path.empty()) return is_cell(member->kind) ? cell : no_cell;
    path.remove_prefix(1);
    if (member->kind != Kind::part) return no_cell;
    part = member->part;
  }
}
template <class T>
constexpr std::size_t cell_index(std::string_view path) {
  return cell_index(schema<T>, path);
}

/// Calls visit(member, address of the cell) for every cell of `object`, in order.
template <class Visit>
void for_each_cell(const Schema& part, const void* object, Visit&& visit) {
  for (const Member& member : part) {
    if (member.kind == Kind::part)
      for_each_cell(*member.part, member.at_const(object), visit);
    else if (is_cell(member.kind))
      visit(member, member.at_const(object));
  }
}

/// The address of one cell of `object`. Precondition: cell < root.cells.
inline void* cell_at(const Schema& root, void* object, std::size_t cell) {
  Path path(root, cell);
  for (std::size_t i = 0; i < path.size(); ++i) object = path[i].at(object);
  return object;
}

/// State and printed form of the cell of that kind at that address.
inline State cell_state(Kind kind, const void* cell) {
  switch (kind) {
    case Kind::count:
      return static_cast<const Count*>(cell)->state();
    case Kind::change:
      return static_cast<const Change*>(cell)->state();
    case Kind::amount:
      return static_cast<const Amount*>(cell)->state();
    default:
      return State::absent;
  }
}
inline std::string cell_text(Kind kind, const void* cell) {
  switch (kind) {
    case Kind::count:
      return to_string(*static_cast<const Count*>(cell));
    case Kind::change:
      return to_string(*static_cast<const Change*>(cell));
    case Kind::amount:
      return to_string(*static_cast<const Amount*>(cell));
    default:
      return {};
  }
}
inline void set_state(Kind kind, void* cell, State no_value) {
  switch (kind) {
    case Kind::count:
      *static_cast<Count*>(cell) = Count(no_value);
      break;
    case Kind::change:
      *static_cast<Change*>(cell) = Change(no_value);
      break;
    case Kind::amount:
      *static_cast<Amount*>(cell) = Amount(no_value);
      break;
    default:
      break;
  }
}

/// Gives every cell of `object` that state of having no value.
inline void set_all_cells(const Schema& part, void* object, State no_value) {
  for_each_cell(part, object, [&](const Member& member, const void* cell) {
    set_state(member.kind, const_cast<void*>(cell), no_value);
  });
}

/// Whether every cell of `object` is in that state (and there is at least one).
inline bool all_are(const Schema& part, const void* object, State state) {
  bool all = part.cells > 0;
  for_each_cell(part, object, [&](const Member& member, const void* cell) {
    all = all && cell_state(member.kind, cell) == state;
  });
  return all;
}

// ---- names for people ----------------------------------------------------------------------

/// The table of a cell, by number where it has one: "表三"; empty for a type without tables.
inline std::string table_name(const Path& path, Language language) {
  if (path.size() < 3) return {};
  const Label& label = path[0].label;
  std::string_view text =
      language == Language::zh && !label.number.empty() ? label.number : label.text[language];
  return std::string(text.empty() ? path[0].name : text);
}

/// The row of a cell, in full: "（三）1.属于国家秘密", "（七）总计", "行政许可"; empty for a type
/// of one row. A member without a label goes by its name, here and below.
inline std::string row_name(const Path& path, Language language) {
  if (path.size() < 2) return {};
  const Member& row = path[path.size() - 2];
  std::string_view number = row.label.number, text = row.label.text[language];
  if (text.empty()) return std::string(row.name);
  if (language == Language::en)
    return std::string(number) + (number.empty() ? "" : " ") + std::string(text);
  std::size_t shared = number.size();  // number and text may overlap: （三）1 and 1.属于国家秘密
  while (text.substr(0, shared) != number.substr(number.size() - shared)) --shared;
  return std::string(number.substr(0, number.size() - shared)) + std::string(text);
}

/// The column of a cell: "自然人", "总计", "本年制发件数".
inline std::string column_name(const Path& path, Language language) {
  std::string_view text = path.cell().label.text[language];
  return std::string(text.empty() ? path.cell().name : text);
}

/// All three: "表三·（三）1.属于国家秘密·自然人".
inline std::string cell_name(const Path& path, Language language) {
  std::string name;
  for (const std::string& part :
       {table_name(path, language), row_name(path, language), column_name(path, language)}) {
    if (part.empty()) continue;
    if (!name.empty()) name += language == Language::zh ? "·" : " · ";
    name += part;
  }
  return name;
}

}  // namespace v0
}  // namespace gongkai

#endif
