#pragma once

#include "sim/rule/rule.h"

#include <QObject>
#include <QTranslator>

namespace ui {

using sim::Language;

/// The language the window's texts are in at the moment.
Language shownLanguage();

/// A text that was put together from parts, without a space between two Chinese characters.
QString withoutGaps(QString text);

/// The language of the user's system: Chinese where its locale says so, else English.
Language systemLanguage();

/// Puts translations of our texts and of Qt's own (buttons, file dialogs) in place, and takes them
/// away. Widgets hear of it by QEvent::LanguageChange, which arrives with the next events.
class LanguageSwitch : public QObject {
    Q_OBJECT

public:
    explicit LanguageSwitch(QObject* parent = nullptr);

    [[nodiscard]] Language language() const { return language_; }
    /// False when the program was built without translations: then it stays English.
    [[nodiscard]] static bool hasTranslations();

    void setLanguage(ui::Language language);
    void toggle();

signals:
    void languageChanged();

private:
    void install();
    void remove();

    Language language_{Language::english};
    QTranslator ours_, qt_;
};

} // namespace ui
