#include "gongkai/archive.hpp"

#include <deque>
#include <memory>

#include "read/tar.hpp"
#include "read/zip.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

bool looks_like_gzip(std::string_view bytes) { return bytes.substr(0, 3) == "\x1F\x8B\x08"; }

// What the stream begins with: a header of tar, if it is one.
std::string first_block(std::string_view gzip, const Limits& limits) {
  Expansion expansion(limits);
  Stream stream(gzip, Stream::Packed::gzip, expansion);
  std::string block;
  constexpr std::size_t block_size = 512;
  stream.read(block, block_size);  // where it cannot be read, it is no tar
  return block;
}

// An archive, or one in it.
struct Level {
  std::string name;          // with the sign behind it: "inner.zip!"
  std::string owned;         // its bytes, where it is an inner one
  std::unique_ptr<Tar> tar;  // one of these three
  std::unique_ptr<Zip> zip;
  std::unique_ptr<Stream> alone;  // gzip of one file
  std::size_t next_entry = 0;     // of the zip
};

}  // namespace

bool is_archive(std::string_view bytes) {
  if (looks_like_zip(bytes)) {
    Limits limits;
    limits.entries = bytes.size();  // whether there are too many of them is said by who reads them
    Expansion expansion(limits);
    Result<Zip> zip = Zip::open(bytes, expansion);
    return !zip || kind_of(*zip) == ZipKind::archive;
  }
  return looks_like_gzip(bytes) || looks_like_tar(bytes);
}

struct Archive::State {
  State(std::string_view bytes, const Limits& limits) : expansion(limits), whole(bytes) {}

  bool next(ArchiveFile& file) {
    error = {};
    if (!begun) {
      begun = true;
      file.name.clear();
      if ((error = open({}, whole))) return false;
    }
    while (!levels.empty()) {
      Level& level = levels.back();
      file.name.clear();
      bool found = take(level, file);
      file.name = level.name + file.name;
      if (file.name == level.name && !file.name.empty()) file.name.pop_back();
      if (!found) levels.pop_back();  // with or without an error, nothing more comes of it
      if (error && expansion.exhausted()) levels.clear();
      if (error) return false;
      if (!found) continue;
      if (!is_archive(file.bytes)) return true;
      if ((error = open(file.name + '!', std::move(file.bytes)))) return false;
    }
    return false;
  }

  // The level's next file; found with an error, when it is there and cannot be read.
  bool take(Level& level, ArchiveFile& file) {
    if (level.tar != nullptr) {
      bool found = level.tar->next(file.name, file.bytes);
      error = level.tar->error();
      return found;
    }
    if (level.alone != nullptr) {
      if (level.next_entry++ > 0) return false;
      file.bytes.clear();
      const Limits& limits = expansion.limits;
      error = level.alone->read(file.bytes, limits.bytes + 1);
      if (file.bytes.size() > limits.bytes) error = past_limit("bytes", limits.bytes);
      return true;
    }
    const auto& entries = level.zip->entries();
    auto is_folder = [](const std::string& name) {
      return !name.empty() && (name.back() == '/' || name.back() == '\\');
    };
    while (level.next_entry < entries.size() && is_folder(entries[level.next_entry].name))
      ++level.next_entry;
    if (level.next_entry == entries.size()) return false;
    const ZipEntry& entry = entries[level.next_entry++];
    Result<std::string> content = level.zip->read(entry, expansion);
    file.name = entry.name;
    file.bytes = std::move(content.value);
    error = content.error;
    return true;
  }

  // Begins an archive: `name` is empty for the outermost, whose bytes somebody else holds.
  Error open(std::string name, std::string_view bytes) {
    return open_level(std::move(name), {}, bytes);
  }
  Error open(std::string name, std::string&& bytes) {
    return open_level(std::move(name), std::move(bytes), {});
  }

  Error open_level(std::string name, std::string owned, std::string_view borrowed) {
    if (levels.size() >= expansion.limits.depth) return past_limit("depth", expansion.limits.depth);
    levels.emplace_back();  // of a deque: what points into it stays good
    Level& level = levels.back();
    level.name = std::move(name);
    level.owned = std::move(owned);
    std::string_view bytes = level.owned.empty() ? borrowed : std::string_view(level.owned);
    using Packed = Stream::Packed;
    if (looks_like_gzip(bytes)) {
      if (looks_like_tar(first_block(bytes, expansion.limits)))
        level.tar = std::make_unique<Tar>(bytes, Packed::gzip, expansion);
      else
        level.alone = std::make_unique<Stream>(bytes, Packed::gzip, expansion);
    } else if (looks_like_tar(bytes)) {
      level.tar = std::make_unique<Tar>(bytes, Packed::plain, expansion);
    } else {
      Result<Zip> zip = Zip::open(bytes, expansion);
      if (!zip) {
        levels.pop_back();
        if (expansion.exhausted()) levels.clear();
        return zip.error;
      }
      level.zip = std::make_unique<Zip>(*std::move(zip));
    }
    return {};
  }

  Expansion expansion;
  std::string_view whole;
  std::deque<Level> levels;  // the innermost last
  bool begun = false;
  Error error;
};

Archive::Archive(std::string_view bytes, const Limits& limits) : state_(new State(bytes, limits)) {}
Archive::~Archive() { delete state_; }
bool Archive::next(ArchiveFile& file) { return state_->next(file); }
const Error& Archive::error() const noexcept { return state_->error; }

}  // namespace v0
}  // namespace gongkai
