#include "ui/model/record_index.h"

#include "sim/base/assert.h"

namespace ui {

RowKind rowKindOf(sim::RecordKind kind) {
    switch (kind) {
    case sim::RecordKind::sent: return RowKind::sent;
    case sim::RecordKind::received:
    case sim::RecordKind::ignored: return RowKind::received;
    case sim::RecordKind::dropped: return RowKind::dropped;
    case sim::RecordKind::state: return RowKind::state;
    case sim::RecordKind::call: return RowKind::call;
    case sim::RecordKind::timer: return RowKind::timer;
    case sim::RecordKind::icmp:
    case sim::RecordKind::change: return RowKind::change;
    }
    sim::unreachable();
}

RecordIndex::RecordIndex(const sim::Trace& trace) {
    kinds_.reserve(trace.last());
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const auto kind = static_cast<std::uint8_t>(rowKindOf(trace.record(id).kind));
        kinds_.push_back(kind);
        ++counts_.at(kind);
    }
}

/// Without a branch: every record is written, the place moves on only behind those that stay.
std::vector<sim::RecordId> RecordIndex::select(RowKindSet kinds) const {
    std::array<std::uint8_t, row_kind_count> stays{};
    std::size_t total = 0;
    for (std::size_t kind = 0; kind < row_kind_count; ++kind) {
        stays.at(kind) = kinds.test(kind) ? 1 : 0;
        total += kinds.test(kind) ? counts_.at(kind) : 0;
    }
    std::vector<sim::RecordId> chosen(total + 1);
    sim::RecordId* place = chosen.data();
    for (std::size_t n = 0; n < kinds_.size(); ++n) {
        *place = static_cast<sim::RecordId>(n + 1);
        place += stays[kinds_[n]];
    }
    chosen.pop_back();
    return chosen;
}

} // namespace ui
