#include "read/office.hpp"

#include <algorithm>

#include "text.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// pugixml parses and frees without recursion, but whoever walks the tree recurses.
Error check_depth(pugi::xml_node root, std::size_t limit) {
  std::size_t depth = 1;
  for (pugi::xml_node node = root.first_child(); node;) {
    if (pugi::xml_node down = node.first_child()) {
      node = down;
      if (++depth > limit) return past_limit("depth", limit);
      continue;
    }
    while (node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == root) break;
    node = node.next_sibling();
  }
  return {};
}

// What a part can name: "/xl/a.xml" from the top, "a.xml" and "../a.xml" from the part's folder.
std::string resolve(const std::string& from, std::string_view target) {
  std::string path;
  if (!target.empty() && target[0] == '/')
    target.remove_prefix(1);
  else
    path = from.substr(0, from.rfind('/') + 1);
  while (!target.empty()) {
    std::size_t end = std::min(target.find('/'), target.size());
    std::string_view step = target.substr(0, end);
    bool last = end == target.size();
    if (step == "..") {
      if (!path.empty()) path.pop_back();
      path.erase(path.rfind('/') + 1);
    } else if (step != ".") {
      path += step;
      if (!last) path += '/';
    }
    target.remove_prefix(last ? end : end + 1);
  }
  return path;
}

// word/document.xml → word/_rels/document.xml.rels
std::string relationships_of(const std::string& part) {
  std::size_t folder = part.rfind('/') + 1;
  return part.substr(0, folder) + "_rels/" + part.substr(folder) + ".rels";
}

}  // namespace

std::string_view local_name(const char* name) noexcept {
  std::string_view whole(name);
  std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

bool is(pugi::xml_node node, std::string_view name) noexcept {
  return local_name(node.name()) == name;
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) noexcept {
  for (pugi::xml_node each : node)
    if (is(each, name)) return each;
  return {};
}

const char* attribute(pugi::xml_node node, std::string_view name) noexcept {
  for (pugi::xml_attribute each : node.attributes())
    if (local_name(each.name()) == name) return each.value();
  return "";
}

void append_text(std::string& to, pugi::xml_node node) {
  for (pugi::xml_node each : node)
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) to += each.value();
}

Result<Document> all_utf8(Document document) {
  auto wrong = [](const std::string& text) { return text::valid_utf8(text) < text.size(); };
  for (const std::string& sheet : document.sheets)
    if (wrong(sheet)) return Error{ErrorCode::bad_encoding, 0, {}, {}};
  for (const Block& block : document.blocks) {
    bool bad = wrong(block.text);
    for (const auto& row : block.grid.rows)
      for (const GridCell& cell : row) bad = bad || wrong(cell.text);
    if (bad) return Error{ErrorCode::bad_encoding, 0, {}, {}};
  }
  return document;
}

Error OfficeFile::open(std::string_view bytes, const Limits& limits) {
  expansion_ = Expansion(limits);
  Result<Zip> zip = Zip::open(bytes, expansion_);
  if (!zip) return zip.error;
  zip_ = *std::move(zip);
  return {};
}

Error OfficeFile::load(const std::string& name, Part& part) {
  const ZipEntry* entry = zip_.find(name);
  if (entry == nullptr) return damaged("no " + name);
  Result<std::string> bytes = zip_.read(*entry, expansion_);
  if (!bytes) return bytes.error;
  part.xml.reset();
  part.name = name;
  part.bytes = *std::move(bytes);
  // Each of them begins with a sign that nothing else can do without.
  std::size_t most = expansion_.limits.nodes, nodes = 0;
  for (char c : part.bytes) nodes += c == '<' || c == '=' ? 1U : 0U;
  if (nodes > most) return past_limit("nodes", most);
  // No DTD, no entities but the five of XML.
  constexpr unsigned flags =
      pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single;
  pugi::xml_parse_result parsed =
      part.xml.load_buffer_inplace(&part.bytes[0], part.bytes.size(), flags);
  if (parsed.status == pugi::status_out_of_memory) throw std::bad_alloc();
  if (!parsed) return damaged(name + ": " + parsed.description());
  return check_depth(part.xml, expansion_.limits.depth);
}

template <class Wanted>
Result<std::string> OfficeFile::find_related(const std::string& from, Wanted&& wanted) {
  std::string name = relationships_of(from);
  if (zip_.find(name) == nullptr) return std::string();
  if (!known_ || relationships_.name != name) {
    known_ = false;
    if (Error error = load(name, relationships_)) return error;
    known_ = true;
  }
  for (pugi::xml_node each : relationships_.root())
    if (std::string_view(attribute(each, "TargetMode")) != "External" && wanted(each))
      return resolve(from, attribute(each, "Target"));
  return std::string();
}

Result<std::string> OfficeFile::related(const std::string& from, std::string_view kind) {
  std::string end = '/' + std::string(kind);
  return find_related(from, [&](pugi::xml_node each) {
    std::string_view type = attribute(each, "Type");
    return type.size() >= end.size() && type.substr(type.size() - end.size()) == end;
  });
}

Result<std::string> OfficeFile::related_by_id(const std::string& from, std::string_view id) {
  return find_related(from, [&](pugi::xml_node each) { return attribute(each, "Id") == id; });
}

}  // namespace v0
}  // namespace gongkai
