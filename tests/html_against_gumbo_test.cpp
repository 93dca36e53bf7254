// HTML read by us and by gumbo, which builds the whole tree: the same cells, the same text. Random
// pages as content systems and Word make them, whole and damaged, from fixed seeds.
#include <doctest/doctest.h>
#include <gumbo.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <random>
#include <set>

#include "document_faults.hpp"
#include "form.hpp"
#include "gongkai/read.hpp"

using namespace gongkai;

namespace {

// ---- the document of gumbo's tree ---------------------------------------------------------------
// Written from read.hpp's description of read_html, not from its code: recursively and over a tree.

bool is_one_of(const std::string& name, const char* names) {
  return (" " + std::string(names) + " ").find(" " + name + " ") != std::string::npos;
}

class FromTree {
 public:
  explicit FromTree(std::string_view page)
      : output_(gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size())) {
    node(output_->root);
    end_paragraph();
  }
  ~FromTree() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }
  FromTree(const FromTree&) = delete;
  FromTree& operator=(const FromTree&) = delete;

  Document document;

 private:
  static std::string name(const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) return {};
    const GumboElement& element = node->v.element;
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece printed = element.original_tag;
    gumbo_tag_from_original_text(&printed);
    return std::string(printed.data, printed.length);
  }

  static std::string attribute(const GumboNode* node, const char* wanted) {
    const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, wanted);
    return found == nullptr ? std::string() : found->value;
  }

  static std::vector<const GumboNode*> children(const GumboNode* node) {
    std::vector<const GumboNode*> all;
    const GumboVector& list = node->v.element.children;
    for (unsigned i = 0; i < list.length; ++i)
      all.push_back(static_cast<const GumboNode*>(list.data[i]));
    return all;
  }

  static bool shown(const GumboNode* node) {
    if (is_one_of(name(node),
                  "script style iframe noembed noframes noscript nav select svg template"))
      return false;
    std::string style;
    for (char c : attribute(node, "style"))
      if (c != ' ') style += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return style.find("display:none") == std::string::npos;
  }

  void node(const GumboNode* at) {
    if (at->type == GUMBO_NODE_TEXT || at->type == GUMBO_NODE_WHITESPACE)
      return add_text(at->v.text.text);
    if (at->type != GUMBO_NODE_ELEMENT || !shown(at)) return;
    std::string tag = name(at);
    if (tag == "table") return table(at);
    if (tag == "title" && in_cell_) return;
    if (is_one_of(tag, "br hr")) {
      if (heading_)
        text_ += ' ';
      else
        end_paragraph();
      return;
    }
    bool is_heading = is_one_of(tag, "h1 h2 h3 h4 h5 h6 title");
    bool parts =
        is_heading || is_one_of(tag,
                                "p div li ul ol dl dt dd section article header footer blockquote "
                                "center form body html head pre tr td th xmp caption");
    bool apart = is_one_of(tag, "sup sub del ins s strike");
    if (parts) end_paragraph();
    if (is_heading) heading_ = true;
    if (apart) text_ += ' ';
    for (const GumboNode* child : children(at)) node(child);
    if (apart) text_ += ' ';
    if (parts) end_paragraph();
    if (is_heading) heading_ = false;
  }

  // Line ends in a text between Chinese characters are no spaces.
  void add_text(const char* text) {
    std::u32string all;
    std::string_view view = text;
    for (std::size_t at = 0; at < view.size();) all += text::next(view, at);
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::size_t end = i;
      bool line_end = false, other = false;
      for (; end < all.size() && text::is_space(all[end]); ++end) {
        line_end = line_end || all[end] == '\n' || all[end] == '\r';
        other = other || all[end] > ' ';
      }
      bool inside = i > 0 && end < all.size();
      auto chinese = [](char32_t c) { return c > 0x7F && !(c >= 0xFF10 && c <= 0xFF19); };
      if (end > i && !(inside && line_end && !other && chinese(all[i - 1]) && chinese(all[end])))
        text_ += ' ';
      if (end > i) {
        i = end - 1;
        continue;
      }
      text::append(text_, all[i]);
    }
  }

  void end_paragraph() {
    std::string text;
    for (char c : text_)
      if (c != ' ' || (!text.empty() && text.back() != ' ')) text += c;
    if (!text.empty() && text.back() == ' ') text.pop_back();
    text_.clear();
    if (text.empty()) return;
    pieces_.push_back({heading_ ? Block::Kind::heading : Block::Kind::paragraph, {}, text, {}});
    heading_ = false;
    if (!in_grid_) {
      document.blocks.push_back(pieces_.back());
      pieces_.clear();
    }
  }

  // ---- tables ----

  struct TableCell {
    const GumboNode* node;
    std::size_t columns, rows;
  };
  struct Group {
    bool foot = false;
    std::vector<std::vector<TableCell>> rows;
  };

  static std::size_t number(const std::string& text, std::size_t otherwise) {
    std::size_t at = text.find_first_not_of(" \t\n\f\r");
    if (at == std::string::npos) return otherwise;
    bool negative = text[at] == '-';
    if (text[at] == '+' || negative) ++at;
    if (at == text.size() || text[at] < '0' || text[at] > '9') return otherwise;
    std::size_t value = std::strtoul(text.c_str() + at, nullptr, 10);
    return negative && value > 0 ? otherwise : value;
  }

  static std::vector<Group> groups(const GumboNode* table) {
    std::vector<Group> all;
    for (const GumboNode* body : children(table)) {
      if (!is_one_of(name(body), "tbody thead tfoot") || !shown(body)) continue;
      all.emplace_back();
      all.back().foot = name(body) == "tfoot";
      for (const GumboNode* row : children(body)) {
        if (name(row) != "tr" || !shown(row)) continue;
        all.back().rows.emplace_back();
        for (const GumboNode* cell : children(row)) {
          if (!is_one_of(name(cell), "td th") || !shown(cell)) continue;
          std::size_t columns = number(attribute(cell, "colspan"), 1);
          std::size_t rows = number(attribute(cell, "rowspan"), 1);
          all.back().rows.back().push_back(
              {cell, std::min<std::size_t>(1000, std::max<std::size_t>(1, columns)),
               std::min<std::size_t>(65534, rows)});
        }
      }
    }
    return all;
  }

  static bool has(const GumboNode* node, const char* names) {
    for (const GumboNode* child : children(node)) {
      if (child->type != GUMBO_NODE_ELEMENT || !shown(child)) continue;
      if (is_one_of(name(child), names) || has(child, names)) return true;
    }
    return false;
  }

  static std::size_t text_size(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT) return std::strlen(node->v.text.text);
    std::size_t size = 0;
    if (node->type == GUMBO_NODE_ELEMENT && shown(node))
      for (const GumboNode* child : children(node)) size += text_size(child);
    return size;
  }

  static bool is_layout(const GumboNode* table, const std::vector<Group>& all) {
    if (has(table, "table")) return true;
    std::size_t widest = 0;
    for (const Group& group : all)
      for (const auto& row : group.rows) {
        std::size_t columns = 0;
        for (const TableCell& cell : row) {
          widest = std::max(widest, columns += cell.columns);
          if (widest <= 3 && (has(cell.node, "h1 h2") || text_size(cell.node) > 2000)) return true;
        }
      }
    return false;
  }

  void table(const GumboNode* at) {
    end_paragraph();
    heading_ = false;
    std::vector<Group> all = groups(at);
    bool layout = is_layout(at, all), in_cell = in_cell_;
    for (const GumboNode* child : children(at))
      if (name(child) == "caption") node(child);
    in_cell_ = true;
    std::stable_partition(all.begin(), all.end(),
                          [&](const Group& g) { return layout || !g.foot; });
    Grid grid;
    bool any = false;
    for (const Group& group : all) {
      std::size_t top = grid.rows.size();
      grid.rows.resize(top + group.rows.size());
      std::set<std::pair<std::size_t, std::size_t>> taken;
      std::map<std::pair<std::size_t, std::size_t>, GridCell> cells;
      for (std::size_t y = 0; y < group.rows.size(); ++y) {
        std::size_t x = 0;
        for (const TableCell& cell : group.rows[y]) {
          any = true;
          while (taken.count({y, x}) > 0) ++x;
          std::size_t bottom =
              cell.rows == 0 ? group.rows.size() : std::min(group.rows.size(), y + cell.rows);
          for (std::size_t row = y; row < bottom; ++row)
            for (std::size_t column = x; column < x + cell.columns; ++column)
              taken.insert({row, column});
          cells[{y, x}].text = layout ? paragraphs(cell.node) : cell_text(cell.node);
          x += cell.columns;
        }
      }
      for (const auto& place : taken) {
        auto& row = grid.rows[top + place.first];
        while (row.size() <= place.second) {
          row.emplace_back();
          row.back().covered = true;
        }
        auto found = cells.find(place);
        if (found != cells.end()) row[place.second] = found->second;
      }
    }
    in_cell_ = in_cell;
    if (layout || !any) return;
    document.blocks.emplace_back();
    document.blocks.back().kind = Block::Kind::grid;
    document.blocks.back().grid = std::move(grid);
  }

  std::string paragraphs(const GumboNode* cell) {
    end_paragraph();
    for (const GumboNode* child : children(cell)) node(child);
    end_paragraph();
    heading_ = false;
    return {};
  }

  std::string cell_text(const GumboNode* cell) {
    in_grid_ = true;
    paragraphs(cell);
    in_grid_ = false;
    std::string text;
    for (const Block& piece : pieces_) text += (text.empty() ? "" : " ") + piece.text;
    pieces_.clear();
    return text;
  }

  GumboOutput* output_;
  std::string text_;
  bool heading_ = false, in_cell_ = false, in_grid_ = false;
  std::vector<Block> pieces_;
};

// ---- comparing ----------------------------------------------------------------------------------

// Spaces between Chinese characters are not compared: gumbo joins texts between which stood a tag
// that is ignored, and with them the line ends.
std::string comparable(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto chinese = [&](std::size_t k) { return static_cast<unsigned char>(text[k]) >= 0x80; };
    if (text[i] == ' ' && i > 0 && i + 1 < text.size() && chinese(i - 1) && chinese(i + 1))
      continue;
    result += text[i];
  }
  return result;
}

std::string shown(const Block& block) {
  if (block.kind == Block::Kind::heading) return "heading: " + comparable(block.text) + "\n";
  if (block.kind == Block::Kind::paragraph) return "paragraph: " + comparable(block.text) + "\n";
  std::string text = "grid\n";
  for (const auto& row : block.grid.rows) {
    for (const GridCell& cell : row) text += cell.covered ? "~|" : comparable(cell.text) + "|";
    text += "\n";
  }
  return text;
}

std::string blocks_of(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks) text += shown(block);
  return text;
}

std::string without_spaces(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

// Without spaces: an end tag that closes nothing is nothing to a browser, but parts words with us.
std::string grids_of(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks)
    if (block.kind == Block::Kind::grid) text += without_spaces(shown(block));
  return text;
}

// The bytes of the text beside the grids, whatever their order. Text that stands between the cells
// of a table belongs before the table. We put it there when the table becomes a grid; when its
// cells have already become paragraphs, it stays behind those.
std::string text_beside_grids(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks) text += without_spaces(block.text);
  std::sort(text.begin(), text.end());
  return text;
}

// ---- pages --------------------------------------------------------------------------------------

struct Part {
  std::string markup;
  bool whole = false;  // is not damaged
};

class Pages {
 public:
  explicit Pages(std::uint32_t seed) : random_(seed) {}

  std::string page(bool to_be_damaged = false) {
    parts_.clear();
    to_be_damaged_ = to_be_damaged;
    if (below(2) == 0) put("<!DOCTYPE html>");
    if (below(2) == 0) {
      put("<html><head><meta charset=utf-8>");
      put("<title>");
      put("某市2024年政府信息公开工作年度报告 - 某市");
      put("</title>");
      if (below(3) == 0) put("<style>td > p { color: red } </st></style >");
      if (below(3) == 0) put("<script>if (a<b) document.write('<td>1</td>');</script\n>");
      put("</head><body>");
    }
    for (std::size_t i = 0, n = 1 + below(6); i < n; ++i) block(0);
    std::string text;
    for (const Part& part : parts_) text += part.markup;
    return text;
  }

  /// The page before with some tags lost, doubled or out of place, attributes and references cut.
  std::string damaged() {
    std::vector<Part> parts = parts_;
    for (std::size_t i = 0, n = 1 + below(4); i < n && !parts.empty(); ++i) {
      std::size_t at = below(parts.size());
      auto place = parts.begin() + static_cast<std::ptrdiff_t>(at);
      switch (below(7)) {
        case 0:
        case 1:
          parts.erase(place);
          break;
        case 2:
          parts.insert(place, parts[at]);
          break;
        case 3:
          if (at > 0) std::swap(parts[at], parts[at - 1]);
          break;
        case 4:
          parts.insert(
              place,
              {one_of({"</td>",      "</th>",   "</tr>",     "</table>",   "</p>",    "</div>",
                       "<td>",       "<th>",    "<tr>",      "<table>",    "<tbody>", "</tbody>",
                       "</thead>",   "<tfoot>", "<caption>", "</caption>", "<p>",     "<br>",
                       "</br>",      "<div>",   "<h3>",      "</h1>",      "<span>",  "<b>",
                       "<a href=x>", "<!--",    "-->",       "<col>",      "</body>", "<form>",
                       "<li>",       "12",      "文字",      "&nbsp",      "<",       "</",
                       "<!",         "<?x>"})});
          break;
        default:
          if (parts[at].whole || parts[at].markup.empty()) break;
          std::size_t byte = below(parts[at].markup.size());
          if (static_cast<unsigned char>(parts[at].markup[byte]) >= 0x80) break;
          if (below(2) == 0)
            parts[at].markup.erase(byte, 1);
          else
            parts[at].markup[byte] = "<>\"'=/ &;-!\n"[below(12)];
      }
    }
    std::string text;
    for (const Part& part : parts) text += part.markup;
    return text;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string one_of(std::initializer_list<const char*> list) {
    return *(list.begin() + below(list.size()));
  }
  void put(const std::string& markup, bool whole = false) { parts_.push_back({markup, whole}); }

  void words() {
    put(one_of({"政府信息公开",
                "一、总体情况",
                " 行政许可 ",
                "本年\n  新收",
                "12",
                "0",
                "1，204",
                "6",
                "a &lt; b",
                "&nbsp;&nbsp;",
                "&ldquo;三安全一稳定&rdquo;",
                "&#24180;",
                "&#x5E74;&#160;",
                "&middot",
                "&notit;",
                "&copy2024",
                "&#128;",
                "&#0;",
                "&ensp;",
                "&NotEqualTilde;",
                "&unknown;",
                "&",
                "& amp;",
                "\n",
                " ",
                "\xE3\x80\x80",
                "６\n０",
                "\xC2\xA0"}));
  }

  void run() {
    switch (below(12)) {
      case 0:
        put("<span style=\"font-family:仿宋_GB2312;font-size:12.0pt;mso-bidi-font-family:宋体\">");
        run();
        put("</span>");
        break;
      case 1:
        put("<font face=宋体 size='3'>");
        run();
        put("</font>");
        break;
      case 2:
        put("<B>");
        run();
        put("</b>");
        break;
      case 3:
        put("<o:p></o:p>");
        break;
      case 4:
        put(one_of({"<!-- a -- b -->", "<!-->", "<!--->", "<!--[if !mso]><td>1<![endif]-->",
                    "<?xml a>", "<![if !supportLists]>", "<!--a--!>", "<![CDATA[x]]>", "</ >",
                    "<!>", "</>"}));
        break;
      case 5:
        put(one_of({"<br>", "<br/>", "<BR clear=all>", "<img src='a>b.png' alt=\"x\">", "<hr />"}));
        break;
      case 6:
        put("<sup>");
        words();
        put("</sup>");
        break;
      // How far an element goes that is not shown and does not end decides what is lost; there we
      // take less away than browsers do (html_test.cpp). So these are not damaged.
      case 7:
        put(one_of({"<select><option>1<option selected>2</select>", "<template><td>1</template>"}),
            true);
        if (!to_be_damaged_)
          put(one_of({"<span style=\"DISPLAY: none\">9</span>",
                      "<a style='color:red;display:none;' href=x>1</a>",
                      "<input style='display:none' value=1>"}));
        break;
      case 8:
        put("<textarea>");
        words();
        put("</textarea>");
        break;
      default:
        words();
    }
  }

  void paragraph() {
    bool div = below(4) == 0;
    put(div ? "<div class='c'>"
            : one_of({"<p>", "<p class=MsoNormal align=center>", "<P STYLE='x'>"}));
    for (std::size_t i = 0, n = 1 + below(4); i < n; ++i) run();
    if (div || below(4) > 0) put(div ? "</div>" : "</p>");
  }

  void block(std::size_t depth) {
    switch (below(10)) {
      case 0:
        put("<h2>");
        run();
        put("</h2>");
        break;
      case 1:
        put("<ul><li>");
        run();
        if (below(2) == 0) put("</li>");
        put("<li>");
        run();
        put("</ul>");
        break;
      case 2:
        put("<script>var x = \"<!--\"; y = '<table>';</script>");
        break;
      case 3:
        run();
        break;
      case 4:
      case 5:
      case 6:
        table(depth);
        break;
      default:
        paragraph();
    }
  }

  std::string spans() {
    std::string text;
    if (below(4) == 0)
      text += one_of({" colspan=2", " colspan=\"3\"", " COLSPAN = '2'", " colspan=&#50;",
                      " colspan=2px", " colspan=-1", " colspan=0", " colspan=' +2'",
                      " colspan=2 colspan=3", " colspan", " colspan=''"});
    if (below(5) == 0)
      text += one_of({" rowspan=2", " rowspan=\"3\"", " rowspan=0", " rowspan=99",
                      " Rowspan=1000000000", "/rowspan=2/", " rowspan=x"});
    if (below(3) == 0)
      text += one_of({" width=10%", " style=\"width:44.8pt;border:solid windowtext 1.0pt\"",
                      " valign='top' nowrap", " x=\"a>b\"", " style='border-top: none'", " ="});
    return text;
  }

  void table(std::size_t depth) {
    put(one_of({"<table>", "<table border=1 cellspacing=0>", "<TABLE class='MsoTableGrid'>"}));
    if (below(6) == 0) {
      put("<caption>");
      words();
      put("</caption>");
    }
    if (below(6) == 0) put("<colgroup><col><col></colgroup>");
    for (std::size_t g = 0, groups = 1 + below(2); g < groups; ++g) {
      std::string body = one_of({"", "tbody", "tbody", "thead", "tfoot"});
      if (!body.empty()) put("<" + body + ">");
      for (std::size_t y = 0, rows = below(4); y < rows; ++y) {
        put(one_of({"<tr>", "<tr style='height:20pt'>", "<TR>"}));
        for (std::size_t x = 0, cells = below(6); x < cells; ++x) {
          std::string cell = below(5) == 0 ? "th" : "td";
          put("<" + cell + spans() + ">");
          if (depth < 3 && below(40) == 0) block(depth + 1);
          for (std::size_t i = 0, n = below(3); i < n; ++i) {
            if (below(2) == 0)
              run();
            else
              paragraph();
          }
          if (below(8) > 0) put("</" + cell + ">");
          if (below(8) == 0) put("\n  ");
        }
        if (below(8) > 0) put("</tr>");
      }
      if (!body.empty() && below(4) > 0) put("</" + body + ">");
    }
    put("</table>");
  }

  std::mt19937 random_;
  std::vector<Part> parts_;
  bool to_be_damaged_ = false;
};

}  // namespace

TEST_CASE("random pages: the same blocks as from gumbo's tree") {
  std::size_t grids = 0;
  for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
    std::string page = Pages(seed).page();
    if (page.find_first_not_of(" \n") == std::string::npos) continue;
    Result<Document> read = read_html(page);
    REQUIRE(read);
    CHECK(fault_of(*read, page).empty());
    FromTree tree(page);
    std::string ours = blocks_of(*read), theirs = blocks_of(tree.document);
    REQUIRE_MESSAGE(ours == theirs, "seed ", seed, "\n", page);
    for (const Block& block : read->blocks) grids += block.kind == Block::Kind::grid ? 1U : 0U;
  }
  CHECK(grids > 1000);
}

TEST_CASE("damaged pages: the same grids as from gumbo's tree, and no text lost") {
  for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
    Pages pages(seed);
    pages.page(true);
    for (int i = 0; i < 4; ++i) {
      std::string page = pages.damaged();
      Result<Document> read = read_html(page);
      if (!read) {
        CHECK(read.error.code == ErrorCode::empty_input);
        continue;
      }
      CHECK(fault_of(*read, page).empty());
      FromTree tree(page);
      REQUIRE_MESSAGE(grids_of(*read) == grids_of(tree.document), "seed ", seed, "\n", page);
      REQUIRE_MESSAGE(text_beside_grids(*read) == text_beside_grids(tree.document), "seed ", seed,
                      "\n", page);
    }
  }
}

TEST_CASE("published pages: the same blocks as from gumbo's tree") {
  const std::string corpus = GONGKAI_CORPUS;
  if (corpus.empty()) return;
  for (const char* name :
       {"city_fixture_2025", "pingtan_district_2024", "shanghai_go_2019", "shuyang_fgj_2023"}) {
    std::string page = test::file_text(corpus + "/" + name + ".html");
    Result<Document> read = read_html(page);
    REQUIRE(read);
    CHECK(fault_of(*read, page).empty());
    FromTree tree(page);
    CHECK_MESSAGE(blocks_of(*read) == blocks_of(tree.document), name);
  }
}
