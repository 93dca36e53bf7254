#include "write/zip.hpp"

#include <zlib.h>

#include <new>

namespace gongkai {
inline namespace v0 {
namespace {

void put(std::string& to, std::uint64_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8U) to += static_cast<char>(value & 0xFFU);
}

std::string deflated(std::string_view bytes) {
  z_stream stream{};
  constexpr int raw = -MAX_WBITS, memory = 8;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, raw, memory, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::bad_alloc();
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(&packed[0]);
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);  // there is room for all of it
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  constexpr std::uint64_t version = 20, utf8_names = 0x0800, deflate_method = 8;
  constexpr std::uint64_t first_of_january_1980 = 0x00210000;  // the earliest there is
  std::string packed = deflated(bytes), common;
  put(common, version, 2);
  put(common, utf8_names, 2);
  put(common, deflate_method, 2);
  put(common, first_of_january_1980, 4);
  put(common, crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()), 4);
  put(common, packed.size(), 4);
  put(common, bytes.size(), 4);
  put(common, name.size(), 2);
  put(common, 0, 2);  // no extra field

  directory_ += "PK\1\2";
  put(directory_, version, 2);
  directory_ += common;
  directory_.append(2 + 2 + 2 + 4, '\0');  // comment, disk, attributes
  put(directory_, archive_.size(), 4);
  directory_ += name;

  archive_ += "PK\3\4";
  archive_ += common;
  archive_ += name;
  archive_ += packed;
  ++entries_;
}

std::string ZipWriter::take() {
  std::size_t directory = archive_.size();
  archive_ += directory_;
  archive_ += "PK\5\6";
  put(archive_, 0, 4);  // disks
  put(archive_, entries_, 2);
  put(archive_, entries_, 2);
  put(archive_, directory_.size(), 4);
  put(archive_, directory, 4);
  put(archive_, 0, 2);  // no comment
  return std::move(archive_);
}

}  // namespace v0
}  // namespace gongkai
