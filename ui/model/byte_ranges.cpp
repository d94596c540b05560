#include "ui/model/byte_ranges.h"

#include <algorithm>

namespace ui {

void addRange(ByteRanges& ranges, ByteRange added) {
    if (added.isEmpty()) return;
    const auto joins = [&added](const ByteRange& range) {
        return range.from <= added.to && added.from <= range.to;
    };
    for (const ByteRange& range : ranges)
        if (joins(range)) added = {std::min(range.from, added.from), std::max(range.to, added.to)};
    std::erase_if(ranges, joins);
    const auto place = std::find_if(ranges.begin(), ranges.end(), [&added](const ByteRange& range) {
        return added.from < range.from;
    });
    ranges.insert(place, added);
}

void cutBefore(ByteRanges& ranges, std::int64_t from) {
    for (ByteRange& range : ranges)
        range.from = std::max(range.from, from);
    std::erase_if(ranges, [](const ByteRange& range) { return range.isEmpty(); });
}

std::int64_t lengthOf(const ByteRanges& ranges) {
    std::int64_t length = 0;
    for (const ByteRange& range : ranges)
        length += range.to - range.from;
    return length;
}

} // namespace ui
