// What Word and Excel files have in common: parts of XML in a zip, which name each other.
#ifndef GONGKAI_READ_OFFICE_HPP
#define GONGKAI_READ_OFFICE_HPP

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "gongkai/document.hpp"
#include "read/zip.hpp"

namespace gongkai {
inline namespace v0 {

// Elements and attributes are known by their names without the prefix, which is the writer's
// choice.
std::string_view local_name(const char* name) noexcept;
bool is(pugi::xml_node node, std::string_view name) noexcept;
pugi::xml_node child(pugi::xml_node node, std::string_view name) noexcept;
const char* attribute(pugi::xml_node node, std::string_view name) noexcept;  ///< "" if not there

/// All characters within a node that are its own, not its children's.
void append_text(std::string& to, pugi::xml_node node);

/// A part as XML, no deeper than the limits allow. The tree points into the bytes.
struct Part {
  std::string name;
  std::string bytes;
  pugi::xml_document xml;
  pugi::xml_node root() const { return xml.document_element(); }
};

/// The document, or bad_encoding where one of its texts is not UTF-8.
Result<Document> all_utf8(Document document);

class OfficeFile {
 public:
  /// `bytes` must outlive it. Errors: bad_archive, too_large.
  Error open(std::string_view bytes, const Limits& limits);

  /// The part to which `from` has a relationship of that kind, "styles", or with that id; "" if
  /// there is none. The main document is officeDocument of "".
  Result<std::string> related(const std::string& from, std::string_view kind);
  Result<std::string> related_by_id(const std::string& from, std::string_view id);

  /// Errors: bad_archive (not there, or no XML), too_large.
  Error load(const std::string& name, Part& part);

 private:
  template <class Wanted>
  Result<std::string> find_related(const std::string& from, Wanted&& wanted);

  Expansion expansion_{Limits()};
  Zip zip_;
  Part relationships_;  // of the part asked for last
  bool known_ = false;
};

}  // namespace v0
}  // namespace gongkai

#endif
