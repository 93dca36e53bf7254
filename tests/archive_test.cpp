// Archives: what is in them, and what hostile ones can do.
#include <doctest/doctest.h>

#include <map>

#include "form.hpp"
#include "gongkai/archive.hpp"
#include "gongkai/read.hpp"
#include "packages.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

struct Contents {
  std::vector<PackedFile> files;
  std::vector<std::string> failed;   // "name: code detail"
  ErrorCode code = ErrorCode::none;  // of the last failure
};

Contents contents(const std::string& bytes, const Limits& limits = {}) {
  Contents all;
  Archive archive(bytes, limits);
  for (ArchiveFile file;;) {
    while (archive.next(file)) all.files.push_back({file.name, file.bytes});
    if (!archive.error()) return all;
    all.code = archive.error().code;
    all.failed.push_back(file.name + ": " + archive.error().detail);
    REQUIRE(all.failed.size() < 1000);
  }
}

std::vector<std::string> names(const Contents& all) {
  std::vector<std::string> result;
  for (const PackedFile& file : all.files) result.push_back(file.name);
  return result;
}

using Names = std::vector<std::string>;
const std::string long_text(100'000, 'x');

}  // namespace

TEST_CASE("zip: stored and deflated, with data descriptors, folders passed over, in order") {
  ZipClaim described = zip_claim({"c.txt", long_text});
  described.descriptor = true;
  std::string bytes = zip_of({zip_claim({"a.txt", "A"}, true), zip_claim({"folder/", ""}, true),
                              zip_claim({"folder/b.txt", ""}), described});
  CHECK(is_archive(bytes));
  Contents all = contents(bytes);
  CHECK(names(all) == Names{"a.txt", "folder/b.txt", "c.txt"});
  REQUIRE(all.files.size() == 3);
  CHECK(all.files[0].bytes == "A");
  CHECK(all.files[1].bytes.empty());
  CHECK(all.files[2].bytes == long_text);
  CHECK(all.failed.empty());

  Contents commented =
      contents(bytes.substr(0, bytes.size() - 2) + little_endian(9, 2) + "a comment");
  CHECK(commented.files.size() == 3);
  CHECK(is_archive(zip({})));
  CHECK(contents(zip({})).files.empty());
  CHECK(contents(zip({})).failed.empty());
}

TEST_CASE("zip64: sizes and places in the extra field, and the number of entries behind it") {
  std::string bytes = zip({{"a.txt", "text of a"}});
  std::size_t end = bytes.rfind("PK\5\6"), directory = bytes.find("PK\1\2");
  std::string central = bytes.substr(directory, end - directory);
  std::string packed_size = central.substr(20, 4), size = central.substr(24, 4);
  central.replace(20, 8, std::string(8, '\xFF'));
  central.replace(42, 4, std::string(4, '\xFF'));
  central.replace(30, 2, little_endian(28, 2));
  central += little_endian(1, 2) + little_endian(24, 2) + size + little_endian(0, 4) + packed_size +
             little_endian(0, 4) + little_endian(0, 8);
  std::string end64 = "PK\6\6" + little_endian(44, 8) + little_endian(45, 2) +
                      little_endian(45, 2) + little_endian(0, 8) + little_endian(1, 8) +
                      little_endian(1, 8) + little_endian(central.size(), 8) +
                      little_endian(directory, 8);
  std::string locator = "PK\6\7" + little_endian(0, 4) +
                        little_endian(directory + central.size(), 8) + little_endian(1, 4);
  std::string large = bytes.substr(0, directory) + central + end64 + locator + "PK\5\6" +
                      little_endian(0, 4) + std::string(12, '\xFF') + little_endian(0, 2);
  Contents all = contents(large);
  REQUIRE(all.files.size() == 1);
  CHECK(all.files[0].bytes == "text of a");
}

TEST_CASE("names are names: .. and absolute ones, other folders' signs, other encodings") {
  std::string gbk = "\xC4\xEA\xB1\xA8.txt";  // 年报 in GBK
  Names hostile = {"../../etc/passwd", "/etc/passwd", "C:\\x.txt", "a\\..\\b.txt", gbk, ""};
  std::vector<PackedFile> files;
  for (const std::string& name : hostile) files.push_back({name, "x"});
  CHECK(names(contents(zip(files))) == hostile);

  // Info-ZIP says the name in UTF-8 beside one in another encoding, and of which one it speaks.
  ZipClaim named = zip_claim({gbk, "x"});
  named.extra = little_endian(0x7075, 2) + little_endian(5 + 10, 2) + '\1' +
                little_endian(checksum(gbk), 4) + "年报.txt";
  CHECK(names(contents(zip_of({named}))) == Names{"年报.txt"});
  named.extra[5] = static_cast<char>(named.extra[5] ^ 1);
  CHECK(names(contents(zip_of({named}))) == Names{gbk});
}

TEST_CASE("zip: names that do not say they are UTF-8 are in GBK, unless they are UTF-8") {
  auto unsaid = [](const std::string& name) {
    ZipClaim claim = zip_claim({name, "x"});
    claim.flags = 0;
    return claim;
  };
  std::string county = "\xCF\xD8";  // 县 in GBK
  std::string report = "\xC4\xEA\xB1\xA8.txt";
  CHECK(names(contents(zip_of({unsaid(county + "/" + report)}))) == Names{"县/年报.txt"});
  CHECK(names(contents(zip_of({unsaid("县/年报.txt")}))) == Names{"县/年报.txt"});
  CHECK(names(contents(zip_of({unsaid("a.txt")}))) == Names{"a.txt"});
  CHECK(names(contents(zip_of({unsaid("\xFF.txt")}))) == Names{"\xFF.txt"});  // in no encoding
}

TEST_CASE("tar, plain and gzipped: ustar, pax and GNU names, links and folders passed over") {
  std::string deep(150, 'd'), long_name = deep + "/年报.txt";
  std::string record = " path=" + long_name + "\n";
  record = std::to_string(record.size() + 3) + record;
  std::string prefixed = tar_entry({"name.txt", "in a folder"});
  prefixed.replace(345, 6, "prefix");
  std::uint64_t sum = 8 * ' ';
  for (std::size_t i = 0; i < 512; ++i)
    if (i < 148 || i >= 156) sum += static_cast<unsigned char>(prefixed[i]);
  prefixed.replace(148, 7, octal(sum, 7));
  std::string bytes =
      tar_entry({"a.txt", long_text}) + tar_entry({"folder/", ""}, '5') +
      tar_entry({"link", ""}, '2') + tar_entry({"x", record}, 'x') +
      tar_entry({"short.txt", "pax"}) + tar_entry({"././@LongLink", long_name}, 'L') +
      tar_entry({"short.txt", "GNU"}) + prefixed +
      tar_entry({"b.txt", ""}, '0', std::string("\x80\0\0\0\0\0\0\0\0\0\0\0", 12)) + tar_end;
  for (const std::string& tarred : {bytes, gzip(bytes)}) {
    CHECK(is_archive(tarred));
    Contents all = contents(tarred);
    CHECK(names(all) == Names{"a.txt", long_name, long_name, "prefix/name.txt", "b.txt"});
    REQUIRE(all.files.size() == 5);
    CHECK(all.files[0].bytes == long_text);
    CHECK(all.files[1].bytes == "pax");
    CHECK(all.files[2].bytes == "GNU");
    CHECK(all.files[3].bytes == "in a folder");
    CHECK(all.failed.empty());
  }
  // Two gzip files behind each other are one.
  std::string half = bytes.substr(0, 700), rest = bytes.substr(700);
  CHECK(contents(gzip(half) + gzip(rest)).files.size() == 5);
  // Something else gzipped is a file without a name.
  Contents alone = contents(gzip("text"));
  REQUIRE(alone.files.size() == 1);
  CHECK(alone.files[0].name.empty());
  CHECK(alone.files[0].bytes == "text");
}

TEST_CASE("archives in archives are gone into; Office files are files") {
  std::string word = docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>"), book = xlsx({"<sheetData/>"});
  std::string inner = zip({{"b.md", "B"}, {"w.docx", word}});
  std::string all = zip({{"a.md", "A"},
                         {"in/inner.zip", inner},
                         {"t.tar.gz", gzip(tar({{"c.md", "C"}}))},
                         {"d.md.gz", gzip("D")},
                         {"e.xlsx", book}});
  CHECK(names(contents(all)) == Names{"a.md", "in/inner.zip!b.md", "in/inner.zip!w.docx",
                                      "t.tar.gz!c.md", "d.md.gz", "e.xlsx"});
  for (const std::string& document : {word, book, zip({{"OFD.xml", ""}}), zip({{"mimetype", ""}})})
    CHECK_FALSE(is_archive(document));
  CHECK_FALSE(is_archive("text"));
  CHECK_FALSE(is_archive(""));
  CHECK_FALSE(is_archive(std::string(512, '\0')));
  CHECK(read(inner).error.code == ErrorCode::archive_input);
  CHECK(read(gzip("text")).error.code == ErrorCode::archive_input);
  CHECK(read(tar({{"c.md", "C"}})).error.code == ErrorCode::archive_input);
  CHECK(read(zip({{"OFD.xml", ""}})).error.code == ErrorCode::unknown_kind);
}

TEST_CASE("one bad file does not keep the others back") {
  ZipClaim wrong_sum = zip_claim({"sum.txt", "x"}), locked = zip_claim({"locked.txt", "x"}),
           strange = zip_claim({"strange.txt", "x"}), short_one = zip_claim({"short.txt", "xyz"}),
           long_one = zip_claim({"long.txt", "xyz"}),
           garbled = zip_claim({"garbled.txt", long_text});
  wrong_sum.checksum ^= 1U;
  locked.flags |= 1U;
  strange.method = 12;
  short_one.size = 4;
  long_one.size = 2;
  garbled.packed[1] = '\xFF';
  std::string bytes = zip_of({zip_claim({"first.txt", "1"}), wrong_sum, locked, strange, short_one,
                              long_one, garbled, zip_claim({"inner.zip", "PK\3\4 and no more"}),
                              zip_claim({"last.txt", "2"})});
  Contents all = contents(bytes);
  CHECK(names(all) == Names{"first.txt", "last.txt"});
  CHECK(all.failed == Names{"sum.txt: checksum", "locked.txt: ", "strange.txt: zip method 12",
                            "short.txt: size", "long.txt: size", "garbled.txt: deflate",
                            "inner.zip: no directory"});
  CHECK(contents(zip_of({locked})).code == ErrorCode::encrypted);
}

TEST_CASE("an archive cut off anywhere is an error, and never a crash") {
  const std::vector<PackedFile> files = {{"a.txt", "some text in a"}, {"b.txt", "some text in b"}};
  std::string zipped = zip(files), tarred = tar(files), gzipped = gzip(tarred);
  for (std::size_t size = 4; size < zipped.size(); ++size) {
    Contents part = contents(zipped.substr(0, size));
    CHECK(part.files.empty());
    CHECK(part.code == ErrorCode::bad_archive);
  }
  std::size_t last_needed = tarred.size() - tar_end.size() + 512;
  for (std::size_t size = 512; size < last_needed; ++size)
    CHECK(contents(tarred.substr(0, size)).code == ErrorCode::bad_archive);
  CHECK(contents(tarred.substr(0, last_needed)).files.size() == 2);
  for (std::size_t size = 3; size < gzipped.size(); ++size)
    CHECK_MESSAGE(contents(gzipped.substr(0, size)).code == ErrorCode::bad_archive, size);
  gzipped[gzipped.size() - 5] = static_cast<char>(gzipped[gzipped.size() - 5] ^ 1);  // the checksum
  CHECK(contents(gzipped).code == ErrorCode::bad_archive);
}

TEST_CASE("any one byte of an archive changed: an answer, never a crash") {
  const std::vector<PackedFile> files = {{"a.txt", "some text in a"}, {"b.txt", "some text in b"}};
  std::size_t answers = 0;
  for (const std::string& good : {zip(files), gzip(tar(files)), docx("<w:p/>")})
    for (std::size_t i = 0; i < good.size(); ++i)
      for (int change : {0x01, 0x80, 0xFF}) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ change);
        Contents all = contents(bad);
        read_docx(bad);
        answers += all.files.size() <= 4 ? 1U : 0U;
        for (const PackedFile& file : all.files) CHECK(file.bytes.size() < 4096);
      }
  CHECK(answers > 1000);
}

TEST_CASE("bombs are noticed while they go off") {
  std::string zeros(std::size_t{4} << 20U, '\0');  // 4 MiB in 4 KiB
  ZipClaim bomb = zip_claim({"zeros", zeros});
  Contents flat = contents(zip_of({bomb, zip_claim({"b.txt", "B"})}));
  CHECK(flat.failed == Names{"zeros: ratio 500"});
  CHECK(names(flat) == Names{"b.txt"});
  // The size is a claim: one that keeps quiet about it is held by it.
  bomb.size = 10;
  CHECK(contents(zip_of({bomb})).failed == Names{"zeros: size"});

  Limits limits;
  limits.ratio = 2000;  // more than deflate can
  limits.expanded = 10 << 20U;
  bomb = zip_claim({"zeros", zeros});
  std::vector<ZipClaim> many(50, bomb);
  Contents all = contents(zip_of(many), limits);
  CHECK(all.files.size() == 2);
  CHECK(all.failed == Names{"zeros: expanded 10485760"});  // once, and then no more

  std::string nested = zip_of(many);
  std::vector<ZipClaim> outer(50, zip_claim({"inner.zip", nested}));
  all = contents(zip_of(outer), limits);
  CHECK(all.files.size() <= 2);
  CHECK(all.failed.size() == 1);

  CHECK(contents(gzip(tar({{"zeros", zeros}}))).code == ErrorCode::too_large);
  CHECK(contents(gzip(zeros)).code == ErrorCode::too_large);

  std::string deep = "text";
  for (int i = 0; i < 40; ++i) deep = zip({{"a", deep}});
  limits.depth = 32;
  all = contents(deep, limits);
  CHECK(all.files.empty());
  CHECK(all.code == ErrorCode::too_large);
  limits.depth = 64;
  CHECK(contents(deep, limits).files.size() == 1);
}

TEST_CASE("entries that share their bytes, and entries that are not there") {
  ZipClaim first = zip_claim({"a.txt", long_text}), second = first, third = first;
  second.name = "b.txt";
  second.shared = third.shared = true;
  third.header = 20;
  for (const ZipClaim& overlapping : {second, third}) {
    Contents all = contents(zip_of({first, overlapping}));
    CHECK(all.files.empty());
    CHECK(all.code == ErrorCode::bad_archive);
  }
  second.header = 0xFFFFFFF0;
  CHECK(contents(zip_of({first, second})).code == ErrorCode::bad_archive);

  // As many as 16 bits hold, and as many as nobody has.
  CHECK(contents(zip_of({first}, 0xFFFE)).code == ErrorCode::bad_archive);
  std::string end64 = "PK\6\6" + little_endian(44, 8) + little_endian(0, 12) +
                      little_endian(1'000'000, 8) + little_endian(1'000'000, 8) +
                      little_endian(0, 16);
  std::string claimed = end64 + "PK\6\7" + little_endian(0, 16) + "PK\5\6" + little_endian(0, 4) +
                        std::string(12, '\xFF') + little_endian(0, 2);
  Limits limits;
  Contents all = contents(claimed, limits);
  CHECK(all.code == ErrorCode::bad_archive);

  std::vector<PackedFile> many(300, {"a", ""});
  limits.entries = 200;
  CHECK(contents(zip(many), limits).failed == Names{": entries 200"});
  CHECK(contents(tar(many), limits).files.size() == 200);
  CHECK(contents(tar(many), limits).code == ErrorCode::too_large);
}

TEST_CASE("tar: sizes nobody has, and wrong checksums") {
  std::string all_bits("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 12);
  std::string huge("\x80\0\0\0\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 12);
  for (const std::string& size :
       {all_bits, huge, std::string("777777777777"), std::string("9       \0\0\0\0", 12)})
    for (char type : {'0', '5', 'x', 'L', 'Z'}) {
      std::string bytes = tar_entry({"a.txt", "text"}, type, size) + tar_end;
      for (const std::string& tarred : {bytes, gzip(bytes)}) {
        Contents all = contents(tarred);
        CHECK(all.files.empty());
        CHECK((all.code == ErrorCode::bad_archive || all.code == ErrorCode::too_large));
      }
    }
  std::string second_wrong = tar({{"a.txt", "A"}, {"b.txt", "B"}});
  second_wrong[1024] = 'X';
  Contents all = contents(second_wrong);
  CHECK(names(all) == Names{"a.txt"});
  CHECK(all.failed == Names{": header"});
  for (char type : {'S', 'M'})  // nothing is left out in silence
    CHECK(contents(tar_entry({"sparse", "x"}, type) + tar_end).code == ErrorCode::unknown_kind);
  // Records of pax that count wrongly change nothing.
  for (const char* record :
       {"99 path=x\n", "0 path=x\n", "path=x\n", "9999999999 path=x\n", "5", "3 \n"})
    CHECK(names(contents(tar_entry({"x", record}, 'x') + tar({{"a.txt", "A"}}))) == Names{"a.txt"});
}
