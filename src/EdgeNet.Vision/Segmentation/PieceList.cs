using EdgeNet.Vision.Components;
using EdgeNet.Vision.Fields;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Vision.Segmentation;

/// <summary>The pieces of one field, from left to right: more than there are digits, so that neighbours can be joined again.</summary>
internal sealed class PieceList
{
    /// <summary>The most pieces of a field.</summary>
    internal const int MaxPieces = 24;

    // A component this wide, in digit heights, may be two digits.
    private const float SingleWidth = 0.55f;

    private readonly CutFinder _cuts = new();
    private readonly Piece[] _pieces = new Piece[MaxPieces];
    private int _count;

    internal ReadOnlySpan<Piece> Pieces => _pieces.AsSpan(0, _count);

    internal void Build(ComponentFinder components, TextLines lines, in FieldCandidate field)
    {
        _count = 0;
        ReadOnlySpan<Mark> marks = lines.Marks;
        for (int i = field.First; i < field.End; i++)
        {
            // As many characters as digits: nothing to cut.
            if (field.Characters >= ZipReading.Length || marks[i].Width <= SingleWidth * field.DigitHeight)
                AddWhole(marks[i]);
            else
                AddCut(components, lines.Rotation, marks[i], field.DigitHeight);
        }

        // Bars and loops that came off a digit are too small to have joined its line.
        for (int i = 0; i < marks.Length; i++)
        {
            bool member = i >= field.First && i < field.End;
            if (!member && FieldFinder.IsPart(marks[i], 1.3f * field.DigitHeight)
                && marks[i].CentreU > field.Left && marks[i].CentreU < field.Right
                && marks[i].CentreV > field.Top && marks[i].CentreV < field.Bottom)
            {
                AddWhole(marks[i]);
            }
        }

        for (int i = 1; i < _count; i++)
        {
            for (int j = i; j > 0 && _pieces[j - 1].CentreU > _pieces[j].CentreU; j--)
                (_pieces[j - 1], _pieces[j]) = (_pieces[j], _pieces[j - 1]);
        }
    }

    private void AddCut(ComponentFinder components, Rotation rotation, in Mark mark, float digitHeight)
    {
        _cuts.Find(components, rotation, mark, digitHeight);
        if (_cuts.Count == 0 || _count + _cuts.Count + 1 > MaxPieces)
        {
            AddWhole(mark);
            return;
        }

        int first = _count;
        for (int cut = 0; cut <= _cuts.Count; cut++)
        {
            bool left = cut > 0;
            bool right = cut < _cuts.Count;
            _pieces[_count++] = new Piece
            {
                Component = mark.Component,
                MidV = mark.CentreV,
                From = left ? _cuts.Position(cut - 1) : float.NegativeInfinity,
                FromSlant = left ? _cuts.Slant(cut - 1) : 0,
                CutInk = left ? _cuts.Ink(cut - 1) : 0,
                To = right ? _cuts.Position(cut) : float.PositiveInfinity,
                ToSlant = right ? _cuts.Slant(cut) : 0,
                Left = float.MaxValue, Top = float.MaxValue, Right = float.MinValue, Bottom = float.MinValue,
            };
        }

        Measure(components, rotation, first);
    }

    private void AddWhole(in Mark mark)
    {
        if (_count == MaxPieces)
            return;
        _pieces[_count++] = new Piece
        {
            Component = mark.Component, MidV = mark.CentreV, From = float.NegativeInfinity, To = float.PositiveInfinity,
            Left = mark.Left, Right = mark.Right, Top = mark.Top, Bottom = mark.Bottom, Area = mark.Area,
        };
    }

    private void Measure(ComponentFinder components, Rotation rotation, int first)
    {
        Component component = components.Components[_pieces[first].Component];
        for (int r = component.FirstRun; r >= 0; r = components.Runs[r].Link)
        {
            Run run = components.Runs[r];
            for (int x = run.Left; x < run.Right; x++)
            {
                float u = rotation.U(x + 0.5f, run.Y + 0.5f);
                float v = rotation.V(x + 0.5f, run.Y + 0.5f);
                for (int i = first; i < _count; i++)
                {
                    ref Piece piece = ref _pieces[i];
                    if (!piece.Holds(u, v))
                        continue;
                    piece.Area++;
                    piece.Left = Math.Min(piece.Left, u - 0.5f);
                    piece.Right = Math.Max(piece.Right, u + 0.5f);
                    piece.Top = Math.Min(piece.Top, v - 0.5f);
                    piece.Bottom = Math.Max(piece.Bottom, v + 0.5f);
                    break;
                }
            }
        }

        // Leaning cuts can cross and leave nothing between them.
        int kept = first;
        for (int i = first; i < _count; i++)
        {
            if (_pieces[i].Area > 0)
                _pieces[kept++] = _pieces[i];
        }

        _count = kept;
    }
}
