#include "ui/model/variable_changes.h"

#include "sim/base/assert.h"

#include <array>

#include <QCoreApplication>

namespace ui {

namespace {

using sim::Variable;

/// What a variable's number counts.
enum class Unit : std::uint8_t { own_sequence, peer_sequence, bytes, time, count };

Unit unitOf(Variable variable) {
    switch (variable) {
    case Variable::snd_una:
    case Variable::snd_nxt:
    case Variable::snd_wl2:
    case Variable::iss: return Unit::own_sequence;
    case Variable::rcv_nxt:
    case Variable::snd_wl1:
    case Variable::irs: return Unit::peer_sequence;
    case Variable::snd_wnd:
    case Variable::rcv_wnd:
    case Variable::mss:
    case Variable::cwnd:
    case Variable::ssthresh:
    case Variable::unsent:
    case Variable::in_flight:
    case Variable::unread:
    case Variable::out_of_order: return Unit::bytes;
    case Variable::srtt_ns:
    case Variable::rttvar_ns:
    case Variable::rto_ns: return Unit::time;
    case Variable::backoff:
    case Variable::retransmissions: return Unit::count;
    }
    sim::unreachable();
}

/// An end's variables, and what its sequence numbers are counted from.
struct EndView {
    const sim::Trace& trace;
    const sim::Record& record;
    Numbers numbers;
};

QString sequenceText(const EndView& end, std::int64_t value, sim::HostId counted_by) {
    const sim::SeqNum number{static_cast<std::uint32_t>(value)};
    const bool raw = end.numbers == Numbers::absolute;
    return QString::number(raw ? number.raw
                               : sim::relative(end.trace, end.record, number, counted_by));
}

QString valueText(const EndView& end, Variable variable, std::optional<std::int64_t> value) {
    if (!value) return QStringLiteral("–");
    switch (unitOf(variable)) {
    case Unit::own_sequence: return sequenceText(end, *value, end.record.host);
    case Unit::peer_sequence: return sequenceText(end, *value, sim::peer_of(end.trace, end.record));
    case Unit::time:
        return QStringLiteral("%1 ms").arg(static_cast<double>(*value) / 1e6, 0, 'g', 6);
    case Unit::bytes:
    case Unit::count: return QString::number(*value);
    }
    sim::unreachable();
}

/// The last record of the same end from before the instant of record `id`; 0 when there is none.
sim::RecordId recordBefore(const sim::Trace& trace, sim::RecordId id) {
    const sim::Record& record = trace.record(id);
    for (sim::RecordId other = id - 1; other > 0; --other) {
        const sim::Record& earlier = trace.record(other);
        const bool same_end =
            earlier.host == record.host && earlier.conversation == record.conversation;
        if (same_end && earlier.at < record.at) return other;
    }
    return 0;
}

/// The end that a record is about, as a snapshot shows it; null where it has none.
const sim::ConnectionSnapshot* endIn(const sim::Snapshot& snapshot, const sim::Record& record) {
    for (const sim::ConnectionSnapshot& end : snapshot.connections)
        if (end.conversation == record.conversation && end.host == record.host) return &end;
    return nullptr;
}

} // namespace

std::vector<VariableChange> variableChanges(const Run& run, sim::RecordId id, Numbers numbers) {
    const sim::Record& record = run.trace().record(id);
    if (record.conversation == 0) return {};
    const sim::Snapshot before = run.snapshotAt(recordBefore(run.trace(), id));
    const sim::Snapshot after = run.snapshotAt(id);
    const auto* now = endIn(after, record);
    const auto* then = endIn(before, record);
    if (now == nullptr) return {};
    std::vector<VariableChange> changes;
    const EndView end{run.trace(), record, numbers};
    const auto spelled = [](sim::State state) {
        return QString::fromLatin1(sim::name_of(state).data(),
                                   static_cast<qsizetype>(sim::name_of(state).size()));
    };
    const sim::State state_then = then == nullptr ? sim::State::closed : then->state;
    if (state_then != now->state)
        changes.push_back({QCoreApplication::translate("Inspector", "state"), spelled(state_then),
                           spelled(now->state)});
    for (std::size_t i = 0; i < sim::variable_count; ++i) {
        const auto variable = static_cast<Variable>(i);
        const auto was = then == nullptr ? std::nullopt : then->value(variable);
        if (was == now->value(variable)) continue;
        if (!was && now->value(variable) == 0) continue; // a new end has a lot of zeros
        const std::string_view name = sim::name_of(variable);
        changes.push_back({QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())),
                           valueText(end, variable, was),
                           valueText(end, variable, now->value(variable))});
    }
    return changes;
}

} // namespace ui
