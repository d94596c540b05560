#include "tests/ui/painted_texts.h"

#include <algorithm>

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

namespace ui_test {

namespace {

/// What is under a fill of this opacity is no longer meant to be read.
constexpr qreal covering = 0.4;

/// Keeps the texts of a painting and forgets lines, fills and pictures.
class TextKeeper : public QPaintEngine {
public:
    TextKeeper() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
        if (mode == PolylineMode) return;
        QPainterPath path;
        path.addPolygon(QPolygonF{QList<QPointF>{points, points + count}});
        cover(path);
    }
    void drawPath(const QPainterPath& path) override { cover(path); }
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        words << item.text();
        const QRectF whole{at.x(), at.y() - item.ascent(), item.width(),
                           item.ascent() + item.descent()};
        const QTransform placed = painter()->deviceTransform();
        const QRectF box = shown(whole, placed);
        if (box.isEmpty() || item.text().trimmed().isEmpty()) return;
        QColor colour = painter()->pen().color();
        colour.setAlphaF(colour.alphaF() * static_cast<float>(painter()->opacity()));
        texts.push_back({item.text(), colour, item.font(), box, placed});
    }
    [[nodiscard]] Type type() const override { return User; }

    QStringList words;
    std::vector<PaintedText> texts;

private:
    /// What the painter's and the window's clips leave of a box.
    [[nodiscard]] QRectF shown(QRectF box, const QTransform& placed) const {
        if (painter()->hasClipping()) box &= painter()->clipBoundingRect();
        if (!systemClip().isEmpty())
            box &= placed.inverted().mapRect(QRectF{systemClip().boundingRect()});
        return box;
    }

    /// Forgets the texts whose middle the fill lies over.
    void cover(const QPainterPath& path) {
        const QBrush& brush = painter()->brush();
        if (brush.style() == Qt::NoBrush
            || brush.color().alphaF() * painter()->opacity() < covering)
            return;
        const QPainterPath filled = painter()->deviceTransform().map(path);
        const auto covered = [&filled](const PaintedText& text) {
            return filled.contains(text.bounds().center());
        };
        texts.erase(std::remove_if(texts.begin(), texts.end(), covered), texts.end());
    }
};

class TextPaper : public QPaintDevice {
public:
    explicit TextPaper(QSize size) : size_(size) {}

    [[nodiscard]] QPaintEngine* paintEngine() const override { return &keeper_; }
    [[nodiscard]] const TextKeeper& keeper() const { return keeper_; }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override {
        constexpr int dots_per_inch = 96;
        switch (metric) {
        case PdmWidth: return size_.width();
        case PdmHeight: return size_.height();
        case PdmWidthMM: return size_.width() * 254 / (dots_per_inch * 10);
        case PdmHeightMM: return size_.height() * 254 / (dots_per_inch * 10);
        case PdmNumColors: return 1 << 24;
        case PdmDepth: return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return dots_per_inch;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        }
        return 0;
    }

private:
    QSize size_;
    mutable TextKeeper keeper_;
};

} // namespace

std::vector<PaintedText> paintedTexts(QWidget& widget) {
    TextPaper paper{widget.size()};
    widget.render(&paper);
    return paper.keeper().texts;
}

QStringList paintedWords(QWidget& widget) {
    TextPaper paper{widget.size()};
    widget.render(&paper);
    return paper.keeper().words;
}

} // namespace ui_test
