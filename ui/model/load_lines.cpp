#include "ui/model/load_lines.h"

#include "ui/model/language.h"
#include "ui/model/load_text.h"

#include <algorithm>

#include <QCoreApplication>

namespace ui {

namespace {

QString shown(const sim::BilingualWords& words) {
    return QString::fromStdString(shownLanguage() == Language::chinese ? words.zh : words.en);
}

/// A number with its digits grouped; words as they are.
QString grouped(const QString& text) {
    bool is_count = false;
    const qulonglong count = text.toULongLong(&is_count);
    return is_count ? countText(count) : text;
}

/// How far apart two numbers are; nothing where they are words.
QString distanceText(const QString& model, const QString& kernel) {
    bool counted = false;
    bool both = false;
    const qlonglong ours = model.toLongLong(&counted);
    const qlonglong theirs = kernel.toLongLong(&both);
    if (!counted || !both) return {};
    return theirs > ours ? QCoreApplication::translate("Compare", "The kernel has %1 more.")
                               .arg(countText(static_cast<std::uint64_t>(theirs - ours)))
                         : QCoreApplication::translate("Compare", "The kernel has %1 fewer.")
                               .arg(countText(static_cast<std::uint64_t>(ours - theirs)));
}

QString reasonOf(const sim::LoadRow& row) {
    switch (row.status) {
    case sim::PairStatus::matched: return {};
    case sim::PairStatus::explained: return shown(row.explanation);
    case sim::PairStatus::unexplained: break;
    }
    const QString unknown =
        QCoreApplication::translate("Compare", "Unexplained: nobody knows why.");
    return (unknown + QLatin1Char(' ') + distanceText(shown(row.model), shown(row.kernel)))
        .trimmed();
}

} // namespace

std::vector<LoadLine> loadLines(const sim::Diff& diff) {
    std::vector<LoadLine> lines;
    for (const sim::LoadRow& row : diff.load) {
        lines.push_back({.status = row.status,
                         .what = shown(row.what),
                         .words = counterWords(row.what.en),
                         .model = grouped(shown(row.model)),
                         .kernel = grouped(shown(row.kernel)),
                         .reason = reasonOf(row)});
    }
    return lines;
}

QString loadCountsText(const sim::Diff& diff) {
    const auto count = [&diff](sim::PairStatus status) {
        return QString::number(
            std::count_if(diff.load.begin(), diff.load.end(),
                          [status](const sim::LoadRow& row) { return row.status == status; }));
    };
    return QCoreApplication::translate("Compare",
                                       "%1 figures, %2 matched, %3 explained, %4 unexplained")
        .arg(QString::number(diff.load.size()), count(sim::PairStatus::matched),
             count(sim::PairStatus::explained), count(sim::PairStatus::unexplained));
}

} // namespace ui
