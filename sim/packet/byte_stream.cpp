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
    for (std::size_t place = other.piece_at(offset); place < other.pieces_.size() && count != 0;
         ++place) {
        const Piece& piece = other.pieces_[place];
        const std::uint64_t from = offset - other.start_of(place);
        const std::uint64_t taken = std::min(count, piece.length - from);
        append_piece({.chunk = piece.chunk, .offset = piece.offset + from, .length = taken});
        offset += taken;
        count -= taken;
    }
}

void ByteStream::append_piece(Piece piece) {
    length_ += piece.length;
    if (!pieces_.empty()) {
        Piece& last = pieces_.back();
        if (last.chunk == piece.chunk && last.offset + last.length == piece.offset) {
            last.length += piece.length;
            ends_.back() = length_;
            return;
        }
    }
    pieces_.push_back(std::move(piece));
    ends_.push_back(length_);
}

std::size_t ByteStream::piece_at(std::uint64_t offset) const {
    const auto found = std::upper_bound(ends_.begin(), ends_.end(), offset);
    return static_cast<std::size_t>(found - ends_.begin());
}

std::string ByteStream::read(std::uint64_t offset, std::uint64_t count) const {
    std::string out;
    for (std::size_t place = piece_at(offset); place < pieces_.size() && count != 0; ++place) {
        const std::uint64_t from = offset - start_of(place);
        const std::uint64_t taken = std::min(count, pieces_[place].length - from);
        copy_out(pieces_[place], from, taken, out);
        offset += taken;
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
