#include "sim/packet/byte_stream.h"

#include <algorithm>

namespace sim {

namespace {

/// The bytes [from, from + count) of a piece.
std::string_view literal(const Piece& piece, std::uint64_t from, std::uint64_t count) {
    return std::string_view(*piece.chunk).substr(piece.offset + from, count);
}

void copy_out(const Piece& piece, std::uint64_t from, std::uint64_t count, std::string& out) {
    if (piece.chunk) {
        out += literal(piece, from, count);
        return;
    }
    for (std::uint64_t i = 0; i < count; ++i)
        out += generated_byte(piece.offset + from + i);
}

} // namespace

bool Piece::operator==(const Piece& other) const {
    if (offset != other.offset || length != other.length) {
        return chunk && other.chunk && length == other.length
               && literal(*this, 0, length) == literal(other, 0, length);
    }
    if (chunk == other.chunk) return true;
    return chunk && other.chunk && literal(*this, 0, length) == literal(other, 0, length);
}

char generated_byte(std::uint64_t index) {
    return static_cast<char>('a' + index % 26);
}

void ByteStream::append(std::string_view bytes) {
    if (bytes.empty()) return;
    append_piece(
        {.chunk = std::make_shared<const std::string>(bytes), .offset = 0, .length = bytes.size()});
}

void ByteStream::append_generated(std::uint64_t count) {
    if (count != 0) append_piece({.chunk = nullptr, .offset = length_, .length = count});
}

void ByteStream::append_from(const ByteStream& other, std::uint64_t offset, std::uint64_t count) {
    if (&other == this) {
        append_from(ByteStream(other), offset, count);
        return;
    }
    for (const Piece& piece : other.pieces_) {
        if (count == 0) return;
        if (offset >= piece.length) {
            offset -= piece.length;
            continue;
        }
        const std::uint64_t taken = std::min(count, piece.length - offset);
        append_piece({.chunk = piece.chunk, .offset = piece.offset + offset, .length = taken});
        offset = 0;
        count -= taken;
    }
}

void ByteStream::append_piece(Piece piece) {
    length_ += piece.length;
    if (!pieces_.empty()) {
        Piece& last = pieces_.back();
        if (last.chunk == piece.chunk && last.offset + last.length == piece.offset) {
            last.length += piece.length;
            return;
        }
    }
    pieces_.push_back(std::move(piece));
}

std::string ByteStream::read(std::uint64_t offset, std::uint64_t count) const {
    std::string out;
    for (const Piece& piece : pieces_) {
        if (count == 0) break;
        if (offset >= piece.length) {
            offset -= piece.length;
            continue;
        }
        const std::uint64_t taken = std::min(count, piece.length - offset);
        copy_out(piece, offset, taken, out);
        offset = 0;
        count -= taken;
    }
    return out;
}

void ByteStream::add_to(Digest& digest) const {
    digest.add(length_);
    for (const Piece& piece : pieces_) {
        digest.add(piece.length);
        if (piece.chunk)
            digest.add(literal(piece, 0, piece.length));
        else
            digest.add(piece.offset);
    }
}

} // namespace sim
