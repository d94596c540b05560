#include "ui/model/comparison.h"

#include "sim/base/assert.h"
#include "ui/model/language.h"
#include "ui/model/packet_header.h"
#include "ui/theme/segment_look.h"

#include <utility>

#include <QCoreApplication>
#include <QStringList>

namespace ui {

namespace {

using sim::PairStatus;
using sim::Record;
using sim::Trace;

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

const QString& absent() {
    static const QString dash = QStringLiteral("–");
    return dash;
}

/// One side's record with its trace; without a record when the side has none.
struct SideView {
    const Trace& trace;
    sim::RecordId id{};

    [[nodiscard]] const Record& record() const { return trace.record(id); }
};

QString flagsText(sim::Flags flags) {
    QStringList names;
    if (flags.syn) names << QStringLiteral("SYN");
    if (flags.fin) names << QStringLiteral("FIN");
    if (flags.rst) names << QStringLiteral("RST");
    if (flags.psh) names << QStringLiteral("PSH");
    if (flags.ack) names << QStringLiteral("ACK");
    if (flags.urg) names << QStringLiteral("URG");
    return names.join(QLatin1Char(' '));
}

QString timeText(const SideView& side) {
    return QStringLiteral("%1 ms").arg(static_cast<double>(side.record().at.since_start_ns) / 1e6,
                                       0, 'f', 1);
}

/// The options without the values of timestamps, which no two runs share.
QString optionsText(const SideView& side) {
    const std::optional<PacketHeader> header = headerOf(side.trace, side.id);
    QStringList words;
    if (header)
        for (const HeaderOption& option : header->options) {
            if (option.name == "NOP") continue;
            const bool has_value = option.name == "MSS" || option.name == "WS";
            words << (has_value ? textOf(option.name) + u' ' + QString::number(option.values.at(0))
                                : textOf(option.name));
        }
    return words.isEmpty() ? absent() : words.join(QStringLiteral(", "));
}

QString callText(const sim::CallEvent& call) {
    QStringList arguments;
    for (const std::string& argument : call.arguments)
        arguments << textOf(argument);
    return QStringLiteral("%1(%2)").arg(textOf(call.name), arguments.join(QStringLiteral(", ")));
}

QString resultText(const sim::CallEvent& call) {
    if (!call.error.empty()) return textOf(call.error);
    return call.result ? QString::number(*call.result) : absent();
}

/// Builds a line by asking both sides.
template <typename Say>
PairField line(const QString& name, const SideView& model, const SideView& kernel, Say say) {
    return {name, model.id == 0 ? absent() : say(model), kernel.id == 0 ? absent() : say(kernel)};
}

std::vector<PairField> segmentFields(const SideView& model, const SideView& kernel) {
    return {
        line(QCoreApplication::translate("Compare", "flags"), model, kernel,
             [](const SideView& side) { return flagsText(side.record().flags); }),
        line(QCoreApplication::translate("Compare", "seq"), model, kernel,
             [](const SideView& side) {
                 return QString::number(sim::relative_seq(side.trace, side.record()));
             }),
        line(QCoreApplication::translate("Compare", "ack"), model, kernel,
             [](const SideView& side) {
                 return side.record().flags.ack
                            ? QString::number(sim::relative_ack(side.trace, side.record()))
                            : absent();
             }),
        line(QCoreApplication::translate("Compare", "length"), model, kernel,
             [](const SideView& side) { return QString::number(side.record().length); }),
        line(QCoreApplication::translate("Compare", "window"), model, kernel,
             [](const SideView& side) { return QString::number(side.record().window); }),
        line(QCoreApplication::translate("Compare", "options"), model, kernel, optionsText),
    };
}

std::vector<PairField> callFields(const SideView& model, const SideView& kernel) {
    const auto eventOf = [](const SideView& side) -> const sim::CallEvent& {
        return side.trace.calls.at(side.record().detail);
    };
    return {line(QCoreApplication::translate("Compare", "call"), model, kernel,
                 [eventOf](const SideView& side) { return callText(eventOf(side)); }),
            line(QCoreApplication::translate("Compare", "result"), model, kernel,
                 [eventOf](const SideView& side) { return resultText(eventOf(side)); })};
}

std::vector<PairField> stateFields(const SideView& model, const SideView& kernel) {
    return {line(QCoreApplication::translate("Compare", "before"), model, kernel,
                 [](const SideView& side) {
                     return textOf(sim::name_of(static_cast<sim::State>(side.record().detail)));
                 }),
            line(QCoreApplication::translate("Compare", "after"), model, kernel,
                 [](const SideView& side) { return textOf(sim::name_of(side.record().state)); })};
}

} // namespace

Comparison compared(std::shared_ptr<const Run> model, std::shared_ptr<const Run> kernel) {
    sim::Diff diff = sim::compare(model->trace(), kernel->trace());
    return {std::move(model), std::move(kernel), std::move(diff)};
}

std::vector<PairField> pairFields(const Comparison& comparison, const sim::Pair& pair) {
    const SideView model{comparison.model->trace(), pair.model};
    const SideView kernel{comparison.kernel->trace(), pair.kernel};
    std::vector<PairField> fields;
    switch (pair.kind) {
    case sim::PairKind::segment: fields = segmentFields(model, kernel); break;
    case sim::PairKind::call: fields = callFields(model, kernel); break;
    case sim::PairKind::state: fields = stateFields(model, kernel); break;
    }
    fields.push_back(line(QCoreApplication::translate("Compare", "time"), model, kernel, timeText));
    return fields;
}

QString statusSign(PairStatus status) {
    switch (status) {
    case PairStatus::matched: return QStringLiteral("=");
    case PairStatus::explained: return QStringLiteral("≈");
    case PairStatus::unexplained: return QStringLiteral("≠");
    }
    sim::unreachable();
}

QString statusText(PairStatus status) {
    switch (status) {
    case PairStatus::matched: return QCoreApplication::translate("Compare", "Matched");
    case PairStatus::explained:
        return QCoreApplication::translate("Compare", "Differs, and the reason is known");
    case PairStatus::unexplained:
        return QCoreApplication::translate("Compare", "Differs, and nobody knows why");
    }
    sim::unreachable();
}

QString explanationOf(const sim::Pair& pair) {
    const bool chinese = shownLanguage() == Language::chinese;
    return QString::fromStdString(chinese ? pair.explanation_zh : pair.explanation_en);
}

QString outcomeText(const sim::Diff& diff) {
    if (diff.unexplained > 0)
        return QCoreApplication::translate("Compare",
                                           "Model and kernel part ways where nobody knows why");
    if (diff.explained > 0)
        return QCoreApplication::translate("Compare",
                                           "Model and kernel differ, and every difference is "
                                           "explained");
    return QCoreApplication::translate("Compare", "The model did exactly what the real kernel did");
}

QString countsText(const sim::Diff& diff) {
    return QCoreApplication::translate("Compare",
                                       "%1 segments, %2 matched, %3 explained, %4 unexplained")
        .arg(diff.segments)
        .arg(diff.matched)
        .arg(diff.explained)
        .arg(diff.unexplained);
}

QString stageText(const sim::TraceHeader& header) {
    QStringList words;
    for (const sim::Fact& fact : header.environment) {
        if (fact.name == "kernel") words.prepend(QStringLiteral("Linux ") + textOf(fact.value));
        if (fact.name == "hz") words << QStringLiteral("HZ ") + textOf(fact.value);
    }
    return words.join(QStringLiteral(" · "));
}

} // namespace ui
