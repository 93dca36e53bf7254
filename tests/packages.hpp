// Archives and Office files as tests need them: right ones, and such as nobody would write.
#ifndef GONGKAI_TESTS_PACKAGES_HPP
#define GONGKAI_TESTS_PACKAGES_HPP

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace gongkai::test {

struct PackedFile {
  std::string name, bytes;
};

/// The lowest byte first.
inline std::string little_endian(std::uint64_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i, value >>= 8U) bytes += static_cast<char>(value & 0xFFU);
  return bytes;
}

/// Raw deflate, or with the wrapping that `window_bits` means to zlib.
inline std::string deflated(const std::string& bytes, int window_bits = -MAX_WBITS) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(&packed[0]);
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);  // there is room for all of it
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

inline std::string gzip(const std::string& bytes) { return deflated(bytes, MAX_WBITS + 16); }

inline std::uint32_t checksum(const std::string& bytes) {
  auto at = reinterpret_cast<const Bytef*>(bytes.data());
  return static_cast<std::uint32_t>(crc32_z(0, at, bytes.size()));
}

/// What a zip says of one entry; tests may have it say anything.
struct ZipClaim {
  std::string name, packed;
  std::uint64_t method = 8, flags = 0x0800, checksum = 0, size = 0;
  std::string extra = {};    ///< in the directory
  std::uint64_t header = 0;  ///< set by zip_of(), unless `shared`
  bool shared = false;       ///< no bytes of its own: those at `header`
  bool descriptor = false;   ///< sizes behind the content, zeros in the local header
};

inline ZipClaim zip_claim(const PackedFile& file, bool stored = false) {
  ZipClaim claim{file.name, stored ? file.bytes : deflated(file.bytes)};
  claim.method = stored ? 0 : 8;
  claim.checksum = checksum(file.bytes);
  claim.size = file.bytes.size();
  return claim;
}

/// A zip of such entries. `claimed`: how many the end record says there are; 0: the truth.
inline std::string zip_of(std::vector<ZipClaim> claims, std::uint64_t claimed = 0) {
  std::string zip, directory;
  for (ZipClaim& claim : claims) {
    auto sums = [&](bool told) {
      return little_endian(told ? claim.checksum : 0, 4) +
             little_endian(told ? claim.packed.size() : 0, 4) +
             little_endian(told ? claim.size : 0, 4);
    };
    std::uint64_t flags = claim.flags | (claim.descriptor ? 8U : 0U);
    std::string common = little_endian(20, 2) + little_endian(flags, 2) +
                         little_endian(claim.method, 2) + little_endian(0, 4);
    if (!claim.shared) {
      claim.header = zip.size();
      zip += "PK\3\4" + common + sums(!claim.descriptor) + little_endian(claim.name.size(), 2) +
             little_endian(0, 2) + claim.name + claim.packed;
      if (claim.descriptor) zip += "PK\7\10" + sums(true);
    }
    directory += "PK\1\2" + little_endian(20, 2) + common + sums(true) +
                 little_endian(claim.name.size(), 2) + little_endian(claim.extra.size(), 2) +
                 std::string(10, '\0') + little_endian(claim.header, 4) + claim.name + claim.extra;
  }
  std::uint64_t count = claimed > 0 ? claimed : claims.size();
  return zip + directory + "PK\5\6" + little_endian(0, 4) + little_endian(count, 2) +
         little_endian(count, 2) + little_endian(directory.size(), 4) +
         little_endian(zip.size(), 4) + little_endian(0, 2);
}

/// A zip as everybody writes it: zip({{"a.html", html}, {"b/c.docx", docx(body)}}).
inline std::string zip(const std::vector<PackedFile>& files) {
  std::vector<ZipClaim> claims;
  for (const PackedFile& file : files) claims.push_back(zip_claim(file));
  return zip_of(std::move(claims));
}

// ---- tar ----------------------------------------------------------------------------------------

inline std::string octal(std::uint64_t value, std::size_t width) {
  std::string digits(width - 1, '0');
  for (std::size_t i = width - 1; i > 0 && value > 0; --i, value >>= 3U)
    digits[i - 1] = static_cast<char>('0' + (value & 7U));
  return digits + '\0';
}

/// One header of ustar. `size_field`: twelve bytes as they shall stand there; empty: the truth.
inline std::string tar_entry(const PackedFile& file, char type = '0', std::string size_field = {}) {
  std::string header(512, '\0');
  header.replace(0, std::min<std::size_t>(100, file.name.size()), file.name.substr(0, 100));
  header.replace(100, 8, octal(0644, 8));
  header.replace(124, 12, size_field.empty() ? octal(file.bytes.size(), 12) : size_field);
  header.replace(148, 8, "        ");
  header[156] = type;
  header.replace(257, 8, std::string("ustar\00000", 8));
  std::uint64_t sum = 0;
  for (char c : header) sum += static_cast<unsigned char>(c);
  header.replace(148, 7, octal(sum, 7));
  return header + file.bytes + std::string((512 - file.bytes.size() % 512) % 512, '\0');
}

inline const std::string tar_end(1024, '\0');

inline std::string tar(const std::vector<PackedFile>& files) {
  std::string all;
  for (const PackedFile& file : files) all += tar_entry(file);
  return all + tar_end;
}

// ---- Office -------------------------------------------------------------------------------------

inline const std::string xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

inline std::string relationships(const std::vector<PackedFile>& kind_and_target) {
  std::string xml = xml_head +
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                    "relationships\">";
  int id = 0;
  for (const PackedFile& each : kind_and_target)
    xml += "<Relationship Id=\"rId" + std::to_string(++id) +
           "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
           each.name + "\" Target=\"" + each.bytes + "\"/>";
  return xml + "</Relationships>";
}

inline std::string content_types(const std::vector<PackedFile>& part_and_kind) {
  std::string xml = xml_head +
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
                    "package.relationships+xml\"/><Default Extension=\"xml\" "
                    "ContentType=\"application/xml\"/>";
  for (const PackedFile& each : part_and_kind)
    xml += "<Override PartName=\"" + each.name +
           "\" ContentType=\"application/vnd.openxmlformats-officedocument." + each.bytes +
           "+xml\"/>";
  return xml + "</Types>";
}

/// A Word file. `body`: what stands in w:body. `styles`, `numbering`: what stands in the roots of
/// those parts; no part where empty.
inline std::string docx(const std::string& body, const std::string& styles = {},
                        const std::string& numbering = {}) {
  const std::string space =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
      " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
  std::vector<PackedFile> files = {
      {"[Content_Types].xml",
       content_types({{"/word/document.xml", "wordprocessingml.document.main"}})},
      {"_rels/.rels", relationships({{"officeDocument", "word/document.xml"}})},
      {"word/document.xml",
       xml_head + "<w:document" + space + "><w:body>" + body + "</w:body></w:document>"}};
  std::vector<PackedFile> related;
  if (!styles.empty()) {
    related.push_back({"styles", "styles.xml"});
    files.push_back({"word/styles.xml", "<w:styles" + space + ">" + styles + "</w:styles>"});
  }
  if (!numbering.empty()) {
    related.push_back({"numbering", "/word/numbering.xml"});
    files.push_back(
        {"word/numbering.xml", "<w:numbering" + space + ">" + numbering + "</w:numbering>"});
  }
  if (!related.empty()) files.push_back({"word/_rels/document.xml.rels", relationships(related)});
  return zip(files);
}

/// An Excel file. `sheets`: what stands in the root of each. `strings`: the shared ones, as XML of
/// each si. `names`: of the sheets, else S1, S2 …
inline std::string xlsx(const std::vector<std::string>& sheets,
                        const std::vector<std::string>& strings = {},
                        const std::vector<std::string>& names = {}) {
  const std::string space = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  std::string list;
  std::vector<PackedFile> related,
      files = {{"[Content_Types].xml",
                content_types({{"/xl/workbook.xml", "spreadsheetml.sheet.main"}})},
               {"_rels/.rels", relationships({{"officeDocument", "xl/workbook.xml"}})}};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    std::string number = std::to_string(i + 1);
    list += "<sheet name=\"" + (i < names.size() ? names[i] : "S" + number) + "\" sheetId=\"" +
            number + "\" r:id=\"rId" + number + "\"/>";
    related.push_back({"worksheet", "worksheets/sheet" + number + ".xml"});
    files.push_back({"xl/worksheets/sheet" + number + ".xml",
                     xml_head + "<worksheet" + space + ">" + sheets[i] + "</worksheet>"});
  }
  if (!strings.empty()) {
    std::string all;
    for (const std::string& each : strings) all += "<si>" + each + "</si>";
    related.push_back({"sharedStrings", "sharedStrings.xml"});
    files.push_back({"xl/sharedStrings.xml", "<sst" + space + ">" + all + "</sst>"});
  }
  files.push_back(
      {"xl/workbook.xml", xml_head + "<workbook" + space +
                              " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                              "relationships\"><sheets>" +
                              list + "</sheets></workbook>"});
  files.push_back({"xl/_rels/workbook.xml.rels", relationships(related)});
  return zip(files);
}

}  // namespace gongkai::test

#endif
