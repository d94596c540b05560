#include "ui/model/clause_text.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QStringList>

namespace ui {

namespace {

/// What is not the name of a document, a section of one or a setting.
constexpr std::array words{
    QT_TRANSLATE_NOOP("ui::Clause", "textbook"),
    QT_TRANSLATE_NOOP("ui::Clause", "stop-and-wait"),
    QT_TRANSLATE_NOOP("ui::Clause", "sliding window"),
    QT_TRANSLATE_NOOP("ui::Clause", "go-back-N"),
    QT_TRANSLATE_NOOP("ui::Clause", "selective repeat"),
    QT_TRANSLATE_NOOP("ui::Clause", "sequence numbers"),
    QT_TRANSLATE_NOOP("ui::Clause", "scenario"),
    QT_TRANSLATE_NOOP("ui::Clause", "model"),
    QT_TRANSLATE_NOOP("ui::Clause", "functions"),
};

} // namespace

QString clauseText(sim::Rule rule) {
    const sim::RuleText& text = sim::text_of(rule);
    QStringList parts;
    for (const std::string_view part : {text.document, text.section, text.requirement}) {
        const auto* const word = std::find(words.begin(), words.end(), part);
        if (word != words.end())
            parts << QCoreApplication::translate("ui::Clause", *word);
        else if (!part.empty())
            parts << QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size()));
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace ui
