using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Vision.Page;

/// <summary>Searches one plane of a frame, for dark or for light ink: paper, limits, runs, components, marks, rows, candidates.</summary>
/// <param name="plane">The plane.</param>
/// <param name="isLightInk">Whether light is ink.</param>
/// <param name="other">A search whose memory this one uses too, for all but picture, paper and marks; or null.</param>
internal sealed class PlaneSearch(PagePlane plane, bool isLightInk, PlaneSearch? other = null)
{
    /// <summary>The most rows that are fitted to their pixels, the best first.</summary>
    internal const int MaxFitted = 32;

    // Dark ink is the rule: what is as good in dark ink comes first. The ground within dark boxes looks like light boxes.
    private const float LightPenalty = 1.7f;

    // A cut-out picture's content is its line, whatever it looks like.
    private const float WholeScore = 2;

    private readonly InkLimits _limits = other?._limits ?? new();
    private readonly InkRuns _runs = other?._runs ?? new();
    private readonly InkComponents _components = other?._components ?? new();
    private readonly RuleRemover _rules = other?._rules ?? new();
    private readonly PageMarks _marks = new();
    private readonly RowSearch _rows = other?._rows ?? new();
    private readonly CandidateFitter _fitter = other?._fitter ?? new();
    private readonly LineMark[] _frameMarks = other?._frameMarks ?? new LineMark[4 * RowGrower.MaxLength];
    private readonly int[] _wholeMembers = other?._wholeMembers ?? new int[RowGrower.MaxLength];

    internal PagePicture Picture { get; } = new();

    internal PaperGrid Paper { get; } = new();

    internal InkLimits Limits => _limits;

    internal InkRuns Runs => _runs;

    internal InkComponents Components => _components;

    internal PageMarks Marks => _marks;

    internal RowSearch Rows => _rows;

    internal PagePlane Plane => plane;

    internal bool IsLightInk => isLightInk;

    /// <summary>Takes the memory for planes of a frame's size.</summary>
    internal void Reserve(int width, int height)
    {
        Picture.Reserve(width, height);
        Paper.Reserve(Picture);
    }

    /// <summary>Searches a plane.</summary>
    /// <param name="frame">The plane as a frame of its own.</param>
    /// <param name="candidates">Takes what is found.</param>
    /// <param name="trace">Takes what was seen, or null.</param>
    /// <param name="leastStrong">The depth of strong ink in the frame, as far as it is known; 1 or more.</param>
    internal void Search(GreyFrame frame, CandidateList candidates, PageTrace? trace, int leastStrong)
    {
        Picture.Load(frame, isLightInk);
        Paper.Build(Picture);
        _runs.Find(Picture, Paper, _limits);
        _components.Join(_runs.Runs, Picture, Paper, _limits);
        if (_rules.Remove(_runs, _components, Picture.Width, Picture.Height))
            _components.Join(_runs.Runs, Picture, Paper, _limits);
        _marks.Build(_components.All, _runs.Runs, Picture.Width, Picture.Height);
        _rows.Find(_marks, _components.All, _runs.Runs, Math.Max(leastStrong, _marks.StrongDepth()));
        TracePlane? seen = trace?.Add(this);
        AddWhole(candidates);
        for (int rank = 0; rank < _rows.Count; rank++)
        {
            ref readonly MarkRow row = ref _rows[rank];
            CandidateFate fate = rank < MaxFitted ? Add(row, _rows.Members(row), candidates) : CandidateFate.NotFitted;
            seen?.Add(row, fate, Picture.Factor);
        }
    }

    private void AddWhole(CandidateList candidates)
    {
        int count = WholePicture.Find(_marks, _components.All, Picture.Width, Picture.Height, _wholeMembers, out MarkRow row);
        if (count == 0)
            return;
        LineCandidate fitted = _fitter.Fit(_marks, row, _wholeMembers.AsSpan(0, count), _components.All, _runs.Runs);
        Add(fitted with { Score = isLightInk ? WholeScore - LightPenalty : WholeScore, IsWhole = true }, candidates);
    }

    private CandidateFate Add(in MarkRow row, ReadOnlySpan<int> members, CandidateList candidates)
    {
        LineCandidate fitted = _fitter.Fit(_marks, row, members, _components.All, _runs.Runs);
        float penalty = !isLightInk ? 0 : row.IsBoxed ? LightPenalty + RowScore.BoxBonus : LightPenalty;
        return Add(fitted with { Score = row.Score - penalty }, candidates);
    }

    // From working pixels to the frame's.
    private CandidateFate Add(in LineCandidate fitted, CandidateList candidates)
    {
        int factor = Picture.Factor;
        for (int i = 0; i < _fitter.MarkCount; i++)
        {
            LineMark mark = _fitter.Marks[i];
            PixelBox box = mark.Box;
            _frameMarks[i] = new LineMark(
                mark.From * factor, mark.To * factor, new PixelBox(box.X * factor, box.Y * factor, box.Width * factor, box.Height * factor));
        }

        return candidates.Add(
            fitted with
            {
                Start = fitted.Start * factor, End = fitted.End * factor,
                StartHeight = fitted.StartHeight * factor, EndHeight = fitted.EndHeight * factor,
                Plane = plane, IsLightInk = isLightInk,
            },
            _frameMarks.AsSpan(0, _fitter.MarkCount));
    }
}
