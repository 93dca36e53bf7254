#include "sha256.hpp"

#include <cstdint>

namespace gongkai {
inline namespace v0 {
namespace {

using Word = std::uint32_t;

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr Word constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr Word rotated(Word word, unsigned by) { return word >> by | word << (32U - by); }

void add_block(Word (&state)[8], const char* block) {
  Word w[64];
  for (std::size_t i = 0; i < 16; ++i) {
    w[i] = 0;
    for (std::size_t k = 0; k < 4; ++k)
      w[i] = w[i] << 8U | static_cast<unsigned char>(block[4 * i + k]);
  }
  for (std::size_t i = 16; i < 64; ++i) {
    Word s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3U;
    Word s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10U;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  Word a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5],
       g = state[6], h = state[7];
  for (std::size_t i = 0; i < 64; ++i) {
    Word s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    Word one = h + s1 + ((e & f) ^ (~e & g)) + constants[i] + w[i];
    Word s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    Word two = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
  }
  Word sums[] = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) state[i] += sums[i];
}

}  // namespace

std::string sha256(std::string_view bytes) {
  Word state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  constexpr std::size_t block = 64, length_bytes = 8;
  std::size_t whole = bytes.size() / block * block;
  for (std::size_t at = 0; at < whole; at += block) add_block(state, bytes.data() + at);
  std::string rest(bytes.substr(whole));
  rest += '\x80';
  while (rest.size() % block != block - length_bytes) rest += '\0';
  std::uint64_t bits = static_cast<std::uint64_t>(bytes.size()) * 8U;
  for (unsigned shift = 64; shift > 0;) rest += static_cast<char>(bits >> (shift -= 8U) & 0xFFU);
  for (std::size_t at = 0; at < rest.size(); at += block) add_block(state, rest.data() + at);
  std::string digits;
  for (Word word : state)
    for (unsigned shift = 32; shift > 0;)
      digits += "0123456789abcdef"[word >> (shift -= 4U) & 0xFU];
  return digits;
}

}  // namespace v0
}  // namespace gongkai
