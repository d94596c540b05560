#include "ui/model/inspection.h"

#include "sim/base/assert.h"
#include "sim/export/ladder_labels.h"
#include "sim/export/narration.h"
#include "sim/export/segment_facts.h"
#include "sim/trace/frames.h"
#include "ui/model/clause_text.h"
#include "ui/model/header_texts.h"
#include "ui/model/language.h"
#include "ui/model/state_figure.h"
#include "ui/model/variable_changes.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

namespace ui {

namespace {

using sim::Record;
using sim::RecordId;
using sim::RecordKind;
using sim::Trace;

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isSegment(const Record& record) {
    return record.kind == RecordKind::sent || record.kind == RecordKind::received
           || record.kind == RecordKind::dropped || record.kind == RecordKind::ignored;
}

QString hostName(const Trace& trace, sim::HostId host) {
    return host < trace.header.hosts.size() ? textOf(trace.header.hosts.at(host).name)
                                            : QStringLiteral("?");
}

/// Whether the segment that departed with record `id` died on its way.
bool lost(const Trace& trace, RecordId id) {
    constexpr RecordId farthest = 4096;
    const RecordId last = std::min(trace.last(), id + farthest);
    for (RecordId other = id + 1; other <= last; ++other) {
        const Record& later = trace.record(other);
        if (later.cause == id && later.kind == RecordKind::dropped) return true;
    }
    return false;
}

/// A frame of a textbook scheme, or an acknowledgment of one.
QString frameHeadline(const Trace& trace, const Record& record) {
    if (!record.flags.ack)
        return QCoreApplication::translate("Inspector", "Frame %1").arg(record.seq.raw);
    return sim::acknowledges_all_before(trace)
               ? QCoreApplication::translate("Inspector", "Has all frames up to %1")
                     .arg(record.ack.raw)
               : QCoreApplication::translate("Inspector", "Has frame %1").arg(record.ack.raw);
}

QString segmentHeadline(const Trace& trace, const Record& record) {
    if (sim::counts_frames(trace)) return frameHeadline(trace, record);
    switch (kindOf(record)) {
    case SegmentKind::syn:
        return QCoreApplication::translate("Inspector", "Asks to open a connection");
    case SegmentKind::syn_ack:
        return QCoreApplication::translate("Inspector", "Agrees, and opens the other direction");
    case SegmentKind::ack:
        return QCoreApplication::translate("Inspector", "Has everything before %1")
            .arg(sim::relative_ack(trace, record));
    case SegmentKind::data:
        return record.length == 1 ? QCoreApplication::translate("Inspector", "1 byte of data")
                                  : QCoreApplication::translate("Inspector", "%1 bytes of data")
                                        .arg(record.length);
    case SegmentKind::fin:
        return QCoreApplication::translate("Inspector", "This side has no more to send");
    case SegmentKind::rst:
        return QCoreApplication::translate("Inspector", "The connection ends at once");
    }
    sim::unreachable();
}

QString withFate(const Trace& trace, const sim::SegmentFacts& facts, RecordId departure,
                 const QString& headline) {
    if (departure == 0) return headline;
    const bool again = facts.is_again(departure);
    if (lost(trace, departure))
        return again
                   ? QCoreApplication::translate("Inspector", "%1, sent again, lost again")
                         .arg(headline)
                   : QCoreApplication::translate("Inspector", "%1, lost on the way").arg(headline);
    return again ? QCoreApplication::translate("Inspector", "%1, sent again").arg(headline)
                 : headline;
}

/// "segment #5 · A → B": segments are counted by departure.
QString segmentNote(const Trace& trace, const Record& record, RecordId departure) {
    int number = 0;
    for (RecordId id = 1; id <= departure; ++id)
        number += trace.record(id).kind == RecordKind::sent ? 1 : 0;
    const sim::HostId sender = senderOf(trace, record);
    const sim::HostId receiver = sender == record.host ? sim::peer_of(trace, record) : record.host;
    return QCoreApplication::translate("Inspector", "segment #%1 · %2 → %3")
        .arg(number)
        .arg(hostName(trace, sender), hostName(trace, receiver));
}

std::uint8_t flagBits(sim::Flags flags) {
    const auto bit = [](bool set, unsigned place) { return set ? 1U << place : 0U; };
    return static_cast<std::uint8_t>(bit(flags.fin, 0) | bit(flags.syn, 1) | bit(flags.rst, 2)
                                     | bit(flags.psh, 3) | bit(flags.ack, 4) | bit(flags.urg, 5)
                                     | bit(flags.ece, 6) | bit(flags.cwr, 7));
}

void addSegment(Inspection& found, const Trace& trace, RecordId id, Numbers numbers,
                const sim::SegmentFacts& facts) {
    const RecordId departure = sim::departure_of(trace, id);
    const RecordId shown = departure != 0 ? departure : id; // what was ignored may have no header
    const Record& record = trace.record(shown);
    found.badge = BadgeKind::segment;
    found.segment = kindOf(record);
    found.host = senderOf(trace, record);
    found.badge_text = badgeText(record);
    found.headline = withFate(trace, facts, departure, segmentHeadline(trace, record));
    found.note = segmentNote(trace, record, departure);
    if (sim::counts_frames(trace)) return; // a frame has no TCP header
    found.fields = headerTexts(trace, shown, numbers);
    found.flag_bits = flagBits(record.flags);
}

void addCall(Inspection& found, const sim::CallEvent& call) {
    QStringList arguments;
    for (const std::string& argument : call.arguments)
        arguments += textOf(argument);
    found.badge = BadgeKind::call;
    found.badge_text = QCoreApplication::translate("Inspector", "CALL");
    found.call = QStringLiteral("%1(%2)").arg(textOf(call.name), arguments.join(", "));
    if (call.phase == sim::CallPhase::entered) {
        found.headline =
            QCoreApplication::translate("Inspector", "The program calls %1").arg(textOf(call.name));
        return;
    }
    found.headline =
        call.error.empty()
            ? QCoreApplication::translate("Inspector", "%1 comes back").arg(textOf(call.name))
            : QCoreApplication::translate("Inspector", "%1 fails: %2")
                  .arg(textOf(call.name), textOf(call.error));
    if (call.result) found.call += QStringLiteral(" = %1").arg(*call.result);
    if (!call.error.empty()) found.call += QStringLiteral("  ") + textOf(call.error);
}

QString timerName(sim::TimerKind kind) {
    switch (kind) {
    case sim::TimerKind::retransmit:
        return QCoreApplication::translate("Inspector", "retransmission timer");
    case sim::TimerKind::delayed_ack:
        return QCoreApplication::translate("Inspector", "delayed ACK timer");
    case sim::TimerKind::persist: return QCoreApplication::translate("Inspector", "persist timer");
    case sim::TimerKind::keep_alive:
        return QCoreApplication::translate("Inspector", "keep-alive timer");
    case sim::TimerKind::time_wait:
        return QCoreApplication::translate("Inspector", "TIME-WAIT timer");
    case sim::TimerKind::fin_wait_2:
        return QCoreApplication::translate("Inspector", "FIN-WAIT-2 timer");
    case sim::TimerKind::loss_probe:
        return QCoreApplication::translate("Inspector", "loss probe timer");
    case sim::TimerKind::reordering:
        return QCoreApplication::translate("Inspector", "reordering timer");
    case sim::TimerKind::pacing: return QCoreApplication::translate("Inspector", "pacing timer");
    }
    sim::unreachable();
}

void addTimer(Inspection& found, const Record& record, const sim::TimerEvent& timer) {
    found.badge = BadgeKind::timer;
    found.badge_text = QCoreApplication::translate("Inspector", "TIMER");
    const QString name = timerName(timer.kind);
    const double left_ms = static_cast<double>((timer.due - record.at).count()) / 1e6;
    switch (timer.action) {
    case sim::TimerAction::set:
        found.headline = QCoreApplication::translate("Inspector", "The %1 is set to %2 ms")
                             .arg(name)
                             .arg(left_ms, 0, 'g', 6);
        return;
    case sim::TimerAction::fired:
        found.headline = QCoreApplication::translate("Inspector", "The %1 has run out").arg(name);
        return;
    case sim::TimerAction::cancelled:
        found.headline = QCoreApplication::translate("Inspector", "The %1 is stopped").arg(name);
        return;
    }
    sim::unreachable();
}

void addState(Inspection& found, const Record& record) {
    found.badge = BadgeKind::state;
    found.badge_text = QCoreApplication::translate("Inspector", "STATE");
    found.headline =
        QStringLiteral("%1 → %2").arg(textOf(sim::name_of(static_cast<sim::State>(record.detail))),
                                      textOf(sim::name_of(record.state)));
    found.happened = stateMeaning(record.state);
}

void addChange(Inspection& found, const sim::ChangeEvent& change) {
    found.badge = BadgeKind::change;
    found.badge_text = QCoreApplication::translate("Inspector", "CHANGE");
    found.headline = QStringLiteral("%1: %2 → %3")
                         .arg(textOf(sim::name_of(change.variable)))
                         .arg(change.before)
                         .arg(change.after);
}

/// What it says is the same in every language; who may have said it is not.
void addMessage(Inspection& found, const Trace& trace, RecordId id) {
    found.badge = BadgeKind::message;
    found.badge_text = QStringLiteral("ICMP");
    found.headline =
        QString::fromStdString(sim::icmp_label(trace, id)).section(QLatin1Char(' '), 1);
    found.happened = QCoreApplication::translate(
        "Inspector", "A router on the way, or the other host, tells of a segment that it could not "
                     "pass on, and quotes its sequence number. Anybody can forge such a message.");
}

void addByKind(Inspection& found, const Trace& trace, RecordId id, Numbers numbers,
               const sim::SegmentFacts& facts) {
    const Record& record = trace.record(id);
    switch (record.kind) {
    case RecordKind::sent:
    case RecordKind::received:
    case RecordKind::dropped:
    case RecordKind::ignored: addSegment(found, trace, id, numbers, facts); return;
    case RecordKind::state: addState(found, record); return;
    case RecordKind::call: addCall(found, trace.calls.at(record.detail)); return;
    case RecordKind::timer: addTimer(found, record, trace.timers.at(record.detail)); return;
    case RecordKind::change: addChange(found, trace.changes.at(record.detail)); return;
    case RecordKind::icmp: addMessage(found, trace, id); return;
    }
    sim::unreachable();
}

void addRule(Inspection& found, sim::Rule rule) {
    if (rule == sim::Rule::none) return;
    found.why = textOf(sim::sentence_of(rule, shownLanguage()));
    found.clause = clauseText(rule);
    found.link = textOf(sim::document_link(sim::text_of(rule)));
}

} // namespace

Inspection inspect(const Run& run, RecordId id, Numbers numbers) {
    return inspect(run, id, numbers, sim::Narrator(run.trace(), shownLanguage()));
}

Inspection inspect(const Run& run, RecordId id, Numbers numbers, const sim::Narrator& narrator,
                   RecordId until) {
    Inspection found;
    const Trace& trace = run.trace();
    if (id == 0 || id > trace.last()) return found;
    const Record& record = trace.record(id);
    found.host = record.host;
    found.note = hostName(trace, record.host);
    found.happened = QString::fromStdString(narrator.tell(id));
    addByKind(found, trace, id, numbers, narrator.facts());
    addRule(found, record.rule);
    found.changes = variableChanges(run, id, numbers);
    found.links =
        recordLinks(trace, chainOf(trace, id, std::max(id, until)), numbers, narrator.facts());
    return found;
}

RecordId inspectedRecord(const Run& run, RecordId selection, RecordId cursor) {
    if (selection != 0 || cursor == 0) return selection;
    const std::size_t before = run.eventsUntil(cursor - 1);
    const RecordId first = before == 0 ? 1 : run.events().at(before - 1) + 1;
    for (RecordId id = first; id <= cursor; ++id)
        if (isSegment(run.trace().record(id))) return id;
    return first;
}

} // namespace ui
