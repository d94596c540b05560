#include "ui/model/language.h"

#include <utility>

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>

namespace ui {

namespace {

QString compiledTranslation() {
    return QStringLiteral(":/i18n/tcp_theater_zh_CN.qm");
}

} // namespace

Language shownLanguage() {
    //: The code of the language this file translates to; "zh" in the Chinese one.
    const QString code = QCoreApplication::translate("Language", "en");
    return code == QLatin1String("zh") ? Language::chinese : Language::english;
}

QString withoutGaps(QString text) {
    const auto is_han = [](QChar letter) { return letter.script() == QChar::Script_Han; };
    for (qsizetype at = text.size() - 2; at > 0; --at)
        if (text.at(at) == QLatin1Char(' ') && is_han(text.at(at - 1)) && is_han(text.at(at + 1)))
            text.remove(at, 1);
    return text;
}

Language systemLanguage() {
    return QLocale::system().language() == QLocale::Chinese ? Language::chinese : Language::english;
}

LanguageSwitch::LanguageSwitch(QObject* parent) : QObject(parent) {}

bool LanguageSwitch::hasTranslations() {
    return QFile::exists(compiledTranslation());
}

void LanguageSwitch::setLanguage(Language language) {
    if (!hasTranslations() || std::exchange(language_, language) == language) return;
    if (language == Language::chinese)
        install();
    else
        remove();
    emit languageChanged();
}

void LanguageSwitch::toggle() {
    setLanguage(language_ == Language::english ? Language::chinese : Language::english);
}

void LanguageSwitch::install() {
    // Qt's own first: of two translators the one installed last is asked first.
    const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (qt_.load(QStringLiteral("qtbase_zh_CN"), folder)) QCoreApplication::installTranslator(&qt_);
    if (ours_.load(compiledTranslation())) QCoreApplication::installTranslator(&ours_);
}

void LanguageSwitch::remove() {
    QCoreApplication::removeTranslator(&ours_);
    QCoreApplication::removeTranslator(&qt_);
}

} // namespace ui
