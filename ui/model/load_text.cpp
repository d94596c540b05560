#include "ui/model/load_text.h"

#include "sim/base/assert.h"
#include "ui/layout/time_text.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>

namespace ui {

namespace {

using sim::ListenCounter;

QString timeText(sim::Time time) {
    return durationText(time - sim::Time{});
}

QString latin(std::string_view text) {
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

/// How many of its SYNs have left.
std::ptrdiff_t knocksUntil(const Visit& visit, sim::Time now) {
    return std::count_if(visit.knocks.begin(), visit.knocks.end(),
                         [now](sim::Time knock) { return knock <= now; });
}

QString standsText(VisitStage stage) {
    switch (stage) {
    case VisitStage::away: return QCoreApplication::translate("Load", "is not here yet");
    case VisitStage::knocking: return QCoreApplication::translate("Load", "waits at the door");
    case VisitStage::ghost:
        return QCoreApplication::translate("Load", "believes it is in; the server does not");
    case VisitStage::inside: return QCoreApplication::translate("Load", "is in");
    case VisitStage::turned_away:
        return QCoreApplication::translate("Load", "was turned away by a RST");
    case VisitStage::gave_up: return QCoreApplication::translate("Load", "has given up");
    case VisitStage::left: return QCoreApplication::translate("Load", "was in, and has left");
    }
    sim::unreachable();
}

QString sinceText(const Visit& visit, VisitStage stage, sim::Time now) {
    const sim::Time came = visit.knocks.front();
    const QString knocks = QString::number(knocksUntil(visit, now));
    switch (stage) {
    case VisitStage::away:
        return QCoreApplication::translate("Load", "comes at %1").arg(timeText(came));
    case VisitStage::knocking:
        return QCoreApplication::translate("Load", "for %1, %2× SYN")
            .arg(durationText(now - came), knocks);
    case VisitStage::ghost:
        return QCoreApplication::translate("Load", "since %1").arg(timeText(*visit.connected));
    case VisitStage::inside:
    case VisitStage::left: {
        const sim::Time in =
            visit.welcomed ? std::max(*visit.connected, *visit.welcomed) : *visit.connected;
        return QCoreApplication::translate("Load", "after %1, %2× SYN")
            .arg(durationText(in - came), knocks);
    }
    case VisitStage::turned_away:
    case VisitStage::gave_up:
        return QCoreApplication::translate("Load", "after %1, %2× SYN")
            .arg(durationText(*visit.over - came), knocks);
    }
    sim::unreachable();
}

QString nameOf(sim::FloodFate fate) {
    switch (fate) {
    case sim::FloodFate::queued: return QCoreApplication::translate("Load", "took a slot");
    case sim::FloodFate::cookie: return QCoreApplication::translate("Load", "got a cookie");
    case sim::FloodFate::syn_queue_full:
        return QCoreApplication::translate("Load", "SYN queue was full");
    case sim::FloodFate::accept_queue_full:
        return QCoreApplication::translate("Load", "accept queue was full");
    case sim::FloodFate::last_quarter:
        return QCoreApplication::translate("Load", "last quarter was kept free");
    case sim::FloodFate::refused: return QCoreApplication::translate("Load", "refused by RST");
    case sim::FloodFate::known: return QCoreApplication::translate("Load", "was known already");
    case sim::FloodFate::answered: return QCoreApplication::translate("Load", "answered");
    case sim::FloodFate::unanswered: return QCoreApplication::translate("Load", "not answered");
    }
    sim::unreachable();
}

QString wordsOf(ListenCounter counter) {
    switch (counter) {
    case ListenCounter::listen_overflows:
        return QCoreApplication::translate("Load", "found the accept queue full");
    case ListenCounter::listen_drops:
        return QCoreApplication::translate("Load", "dropped by the listener, for any reason");
    case ListenCounter::req_q_full_drop:
        return QCoreApplication::translate("Load", "SYNs dropped, the SYN queue was full");
    case ListenCounter::req_q_full_do_cookies:
        return QCoreApplication::translate("Load", "SYNs answered by a cookie for that reason");
    case ListenCounter::syncookies_sent: return QCoreApplication::translate("Load", "cookies sent");
    case ListenCounter::syncookies_recv:
        return QCoreApplication::translate("Load", "cookies that came back and were good");
    case ListenCounter::syncookies_failed:
        return QCoreApplication::translate("Load", "cookies forged or too old");
    }
    sim::unreachable();
}

} // namespace

VisitText visitText(const sim::Trace& trace, const Visit& visit, std::size_t place, sim::Time now) {
    const VisitStage stage = stageOf(visit, now);
    const QString host = QString::fromStdString(trace.header.hosts.at(visit.host).name);
    return {.name = QCoreApplication::translate("Load", "Client %1 from %2")
                        .arg(QString::number(place + 1), host),
            .stands = standsText(stage),
            .since = sinceText(visit, stage, now)};
}

std::vector<CountRow> outcomeRows(const sim::FloodCounts& model, const sim::FloodCounts* kernel) {
    const auto row = [&](const QString& name, std::uint64_t sim::FloodCounts::*count) {
        CountRow made{.name = name, .words = {}, .model = model.*count, .kernel = {}};
        if (kernel != nullptr) made.kernel = kernel->*count;
        return made;
    };
    return {row(QCoreApplication::translate("Load", "SYNs sent"), &sim::FloodCounts::sent),
            row(QCoreApplication::translate("Load", "answered"), &sim::FloodCounts::answered),
            row(QCoreApplication::translate("Load", "dropped"), &sim::FloodCounts::dropped),
            row(QCoreApplication::translate("Load", "refused by RST"), &sim::FloodCounts::refused)};
}

std::vector<CountRow> fateRows(const LoadStory& story, sim::Time now) {
    std::vector<CountRow> rows;
    if (!story.flood_to || now < *story.flood_to) return rows;
    for (const sim::FloodSummary& flood : story.floods)
        for (const sim::FateTally& tally : flood.fates)
            rows.push_back(
                {.name = nameOf(tally.fate),
                 .words = QCoreApplication::translate("Load", "the first was no. %1, the "
                                                              "last no. %2")
                              .arg(countText(tally.first), countText(tally.last)),
                 .model = tally.count,
                 .kernel = {}});
    return rows;
}

std::vector<CountRow> counterRows(const sim::ListenCounts& model, const sim::ListenCounts* kernel) {
    std::vector<CountRow> rows;
    for (std::size_t place = 0; place < sim::listen_counters; ++place) {
        const auto counter = static_cast<ListenCounter>(place);
        CountRow row{.name = latin(sim::name_of(counter)),
                     .words = wordsOf(counter),
                     .model = model.at(place),
                     .kernel = {}};
        if (kernel != nullptr) row.kernel = kernel->at(place);
        rows.push_back(row);
    }
    return rows;
}

QString counterWords(std::string_view name) {
    for (std::size_t place = 0; place < sim::listen_counters; ++place) {
        const auto counter = static_cast<ListenCounter>(place);
        if (sim::name_of(counter) == name) return wordsOf(counter);
    }
    return {};
}

QString countText(std::uint64_t count) {
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(count));
}

QString slotText(const SlotFigure& slot) {
    const QString number = QString::number(slot.slot + 1);
    if (slot.acked)
        return QCoreApplication::translate(
                   "Load", "Slot %1: its ACK has come, but the accept queue was full")
            .arg(number);
    if (slot.left)
        return QCoreApplication::translate(
                   "Load", "Slot %1: SYN ACK sent again %2 times, %3 retries left; next in %4")
            .arg(number, QString::number(slot.timeouts), QString::number(slot.retries_left),
                 durationText(*slot.left));
    if (slot.owner == SlotOwner::visitor)
        return QCoreApplication::translate("Load", "Slot %1: an honest client").arg(number);
    return QCoreApplication::translate("Load", "Slot %1: taken").arg(number);
}

} // namespace ui
