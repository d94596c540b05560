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

QString reasonOf(const sim::LoadRow& row, const LoadLine& line) {
    switch (row.status) {
    case sim::PairStatus::matched: return {};
    case sim::PairStatus::explained: return shown(row.explanation);
    case sim::PairStatus::unexplained: break;
    }
    const QString unknown =
        QCoreApplication::translate("Compare", "Unexplained: nobody knows why.");
    return (unknown + QLatin1Char(' ') + distanceText(line.model, line.kernel)).trimmed();
}

} // namespace

std::vector<LoadLine> loadLines(const sim::Diff& diff) {
    std::vector<LoadLine> lines;
    for (const sim::LoadRow& row : diff.load) {
        LoadLine line{.status = row.status,
                      .what = shown(row.what),
                      .words = counterWords(row.what.en),
                      .model = shown(row.model),
                      .kernel = shown(row.kernel),
                      .reason = {}};
        line.reason = reasonOf(row, line);
        lines.push_back(std::move(line));
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
