#include "read/zip.hpp"

#include <algorithm>

#include "gongkai/read.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// The number of `width` bytes at `at`, the lowest first. Precondition: they are there.
std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i > 0; --i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}

bool has_at(std::string_view bytes, std::size_t at, std::string_view part) {
  return at <= bytes.size() && bytes.substr(at, part.size()) == part;
}

constexpr std::string_view local_sign("PK\3\4"), central_sign("PK\1\2"), end_sign("PK\5\6"),
    end64_sign("PK\6\6"), locator64_sign("PK\6\7");
constexpr std::size_t local_size = 30, central_size = 46, end_size = 22, end64_size = 56,
                      locator64_size = 20;
constexpr std::uint64_t in_extra = 0xFFFFFFFF;

// Where the directory is, and how much the archive says is in it.
struct Directory {
  std::uint64_t entries = 0, size = 0, offset = 0;
  std::uint64_t end = 0;  // of the room for it
};

// The last end record whose comment fits into the file.
std::size_t find_end(std::string_view bytes) {
  constexpr std::size_t longest_comment = 0xFFFF;
  for (std::size_t at = bytes.rfind(end_sign); at != std::string_view::npos;
       at = at == 0 ? std::string_view::npos : bytes.rfind(end_sign, at - 1)) {
    std::size_t room = bytes.size() - at;
    if (room > end_size + longest_comment) break;
    if (room >= end_size && number(bytes, at + 20, 2) <= room - end_size) return at;
  }
  return std::string_view::npos;
}

Result<Directory> find_directory(std::string_view bytes) {
  std::size_t end = find_end(bytes);
  if (end == std::string_view::npos) return damaged("no directory");
  Directory found{number(bytes, end + 10, 2), number(bytes, end + 12, 4),
                  number(bytes, end + 16, 4), end};
  bool split = number(bytes, end + 4, 2) != number(bytes, end + 6, 2) ||
               number(bytes, end + 8, 2) != number(bytes, end + 10, 2);
  if (end >= locator64_size && has_at(bytes, end - locator64_size, locator64_sign)) {
    std::uint64_t at = number(bytes, end - locator64_size + 8, 8);
    if (at > end - locator64_size || end - locator64_size - at < end64_size ||
        !has_at(bytes, at, end64_sign))
      return damaged("zip64");
    found = {number(bytes, at + 32, 8), number(bytes, at + 40, 8), number(bytes, at + 48, 8), at};
    split = number(bytes, at + 24, 8) != found.entries;
  }
  if (split) return Error{ErrorCode::unknown_kind, 0, {}, "split zip"};
  if (found.offset > found.end || found.size > found.end - found.offset)
    return damaged("directory");
  return found;
}

// Sizes and offsets that do not fit into 32 bits, and names in UTF-8, stand in extra fields.
bool read_extra(std::string_view extra, ZipEntry& entry) {
  constexpr std::uint64_t zip64 = 0x0001, unicode_name = 0x7075;
  while (extra.size() >= 4) {
    std::uint64_t id = number(extra, 0, 2), size = number(extra, 2, 2);
    if (size > extra.size() - 4) break;  // padding, as some tools leave it
    std::string_view field = extra.substr(4, size);
    extra.remove_prefix(4 + size);
    if (id == zip64) {
      for (std::uint64_t* value : {&entry.size, &entry.packed, &entry.header}) {
        if (*value != in_extra) continue;
        if (field.size() < 8) return false;
        *value = number(field, 0, 8);
        field.remove_prefix(8);
      }
    } else if (id == unicode_name && field.size() > 5 && field[0] == 1) {
      auto name = reinterpret_cast<const Bytef*>(entry.name.data());
      if (crc32(0, name, static_cast<uInt>(entry.name.size())) == number(field, 1, 4))
        entry.name = field.substr(5);
    }
  }
  return true;
}

}  // namespace

Result<Zip> Zip::open(std::string_view bytes, Expansion& expansion) {
  Zip zip;
  zip.bytes_ = bytes;
  if (Error error = zip.read_directory(expansion)) return error;
  if (Error error = zip.no_overlap()) return error;
  for (std::size_t i = 0; i < zip.entries_.size(); ++i) {
    std::string name = zip.entries_[i].name;
    std::replace(name.begin(), name.end(), '\\', '/');
    zip.by_name_.emplace(std::move(name), i);
  }
  return zip;
}

Error Zip::read_directory(Expansion& expansion) {
  Result<Directory> found = find_directory(bytes_);
  if (!found) return found.error;
  if (found->entries > found->size / central_size) return damaged("directory");
  if (Error error = expansion.add_entries(found->entries)) return error;
  std::string_view rest = bytes_.substr(found->offset, found->size);
  for (std::uint64_t i = 0; i < found->entries; ++i) {
    if (rest.size() < central_size || !has_at(rest, 0, central_sign)) return damaged("directory");
    std::size_t name = number(rest, 28, 2), extra = number(rest, 30, 2),
                comment = number(rest, 32, 2);
    if (rest.size() - central_size < name + extra + comment) return damaged("directory");
    ZipEntry entry;
    entry.name = rest.substr(central_size, name);
    entry.encrypted = (number(rest, 8, 2) & 1U) != 0;
    entry.method = static_cast<std::uint16_t>(number(rest, 10, 2));
    entry.checksum = static_cast<std::uint32_t>(number(rest, 16, 4));
    entry.packed = number(rest, 20, 4);
    entry.size = number(rest, 24, 4);
    entry.header = number(rest, 42, 4);
    if (!read_extra(rest.substr(central_size + name, extra), entry)) return damaged("zip64");
    constexpr std::uint64_t in_utf8 = 0x0800;
    if ((number(rest, 8, 2) & in_utf8) == 0)  // Chinese Windows writes GBK
      if (Result<std::string> decoded = to_utf8(entry.name)) entry.name = *std::move(decoded);
    if (entry.header > found->offset || found->offset - entry.header < local_size ||
        entry.packed > found->offset - entry.header - local_size)
      return damaged(entry.name);
    entries_.push_back(std::move(entry));
    rest.remove_prefix(central_size + name + extra + comment);
  }
  return {};
}

// Entries that share their bytes are how a small file is made to hold a very large one.
Error Zip::no_overlap() const {
  std::vector<const ZipEntry*> in_order;
  for (const ZipEntry& entry : entries_) in_order.push_back(&entry);
  std::sort(in_order.begin(), in_order.end(),
            [](const ZipEntry* a, const ZipEntry* b) { return a->header < b->header; });
  for (std::size_t i = 1; i < in_order.size(); ++i)
    if (in_order[i]->header - in_order[i - 1]->header < local_size + in_order[i - 1]->packed)
      return damaged("overlap: " + in_order[i]->name);
  return {};
}

const ZipEntry* Zip::find(const std::string& name) const {
  auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &entries_[found->second];
}

Result<std::string> Zip::read(const ZipEntry& entry, Expansion& expansion) const {
  constexpr std::uint16_t stored = 0, deflated = 8;
  if (entry.encrypted) return Error{ErrorCode::encrypted, 0, {}, {}};
  if (entry.method != stored && entry.method != deflated)
    return Error{ErrorCode::unknown_kind, 0, {}, "zip method " + std::to_string(entry.method)};
  if (entry.method == stored && entry.packed != entry.size) return damaged("size");
  if (entry.size > expansion.limits.bytes) return past_limit("bytes", expansion.limits.bytes);
  if (!has_at(bytes_, entry.header, local_sign)) return damaged("header");
  std::uint64_t begin = entry.header + local_size + number(bytes_, entry.header + 26, 2) +
                        number(bytes_, entry.header + 28, 2);
  if (begin > bytes_.size() || entry.packed > bytes_.size() - begin) return damaged("cut off");

  Stream stream(bytes_.substr(begin, entry.packed),
                entry.method == stored ? Stream::Packed::plain : Stream::Packed::deflate,
                expansion);
  std::string content;
  std::size_t more = 0;
  if (Error error = stream.read(content, entry.size)) return error;
  if (Error error = stream.skip(1, more)) return error;
  if (content.size() != entry.size || more > 0) return damaged("size");
  auto at = reinterpret_cast<const Bytef*>(content.data());
  if (crc32_z(0, at, content.size()) != entry.checksum) return damaged("checksum");
  return content;
}

bool looks_like_zip(std::string_view bytes) noexcept {
  return has_at(bytes, 0, local_sign) || has_at(bytes, 0, end_sign);
}

ZipKind kind_of(const Zip& zip) {
  if (zip.find("[Content_Types].xml") != nullptr) {
    for (const ZipEntry& entry : zip.entries()) {
      if (entry.name.compare(0, 4, "word") == 0) return ZipKind::docx;
      if (entry.name.compare(0, 2, "xl") == 0) return ZipKind::xlsx;
    }
    return ZipKind::other_document;
  }
  // ofd; odt, ods and epub
  bool other = zip.find("OFD.xml") != nullptr || zip.find("mimetype") != nullptr;
  return other ? ZipKind::other_document : ZipKind::archive;
}

}  // namespace v0
}  // namespace gongkai
