using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Scenes;

/// <summary>
/// Tells one letter from the next, and one value from the next, in frames without end. What moves is not read. What lies still is read
/// until frames agree, is told once, and is read again only now and then while it looks the same. Another text is another letter; the same
/// text is another letter where something moved and the scene looks different afterwards, and else, as where the light changes, it is the
/// same one. An empty scene ends a letter. A letter that could not be read is told as rejected once, and once more if it is read after all.
/// It allocates nothing a frame.
/// </summary>
internal sealed class SubjectTracker
{
    // Mean squares of SceneSignature: noise of a camera stays below a tenth of them; a hand or a letter is ten times as much.
    private const float Motion = 0.02f;
    private const float Change = 0.04f;

    private const int ShortLook = 2;

    private readonly IFrameVote _vote;
    private readonly TrackOptions _options;
    private readonly char[] _told = new char[FrameReading.MostCharacters];
    private SceneSignature _scene = new();
    private SceneSignature _previous = new();
    private readonly SceneSignature _toldScene = new();
    private VoteState _toldState = VoteState.Open;
    private int _toldLength;
    private bool _hasMoved;
    private double _due;
    private double _since;

    /// <param name="vote">What gathers frames.</param>
    /// <param name="options">How letters are told apart.</param>
    internal SubjectTracker(IFrameVote vote, TrackOptions options)
    {
        _vote = vote;
        _options = options;
    }

    /// <summary>Looks at a frame.</summary>
    /// <param name="view">The region's pixels.</param>
    /// <param name="now">When it was taken, in seconds.</param>
    internal TrackStep Look(GreyFrame view, double now)
    {
        See(view);
        if (_options.NeedsStill && _previous.HasScene && _scene.Difference(_previous) > Motion)
        {
            _hasMoved = true;
            _vote.Clear();
            return TrackStep.Moving;
        }

        // A vote that has begun goes on.
        if (_toldState == VoteState.Open || _vote.Frames > 0 || now >= _due)
            return TrackStep.Read;
        if (_scene.Difference(_toldScene) > Change)
            return _options.ReadsWithoutMotion || _hasMoved ? TrackStep.Read : TrackStep.Same;
        // A hand went by: it is the same letter.
        _hasMoved = false;
        return TrackStep.Same;
    }

    /// <summary>Sees a frame that is read in any case.</summary>
    /// <param name="view">The region's pixels.</param>
    internal void See(GreyFrame view)
    {
        (_scene, _previous) = (_previous, _scene);
        _scene.Take(view);
    }

    /// <summary>Takes what was read in the frame that was looked at last.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="now">When the frame was taken, in seconds.</param>
    /// <returns>
    /// What is to be told: accepted or rejected; the vote says what, and is cleared by whoever told it. Open for nothing.
    /// </returns>
    internal VoteState Add(FrameReading reading, double now)
    {
        if (_vote.Frames == 0)
            _since = now;
        _vote.Add(reading, now);
        VoteState state = _vote.State;
        // A scene that was empty, and looks so again, needs no long look.
        if (_toldState == VoteState.Nothing && !_hasMoved && _vote.Frames >= ShortLook && _vote.Confidence < FieldVote.Presence)
            state = VoteState.Nothing;
        if (state == VoteState.Open)
            return VoteState.Open;
        if (state == VoteState.Rejected && now - _since < _options.Patience)
            return VoteState.Open;
        bool isNews = IsNews(state);
        if (isNews || (state == VoteState.Nothing && !_options.IsCounter))
            Note(state);
        Settle(now);
        if (isNews)
            return state;
        _vote.Clear();
        return VoteState.Open;
    }

    /// <summary>What was told by another way, as after a button was pressed, is not told again.</summary>
    /// <param name="now">The time, in seconds.</param>
    internal void NoteTold(double now)
    {
        Note(_vote.State == VoteState.Open ? VoteState.Rejected : _vote.State);
        Settle(now);
    }

    private void Settle(double now)
    {
        _hasMoved = false;
        _due = now + _options.Recheck;
        _toldScene.CopyFrom(_scene);
    }

    private bool IsNews(VoteState state)
    {
        if (state == VoteState.Nothing || (state == VoteState.Rejected && _options.IsCounter))
            return false;
        if (_toldState is VoteState.Open or VoteState.Nothing)
            return true;
        bool isOther = !_options.IsCounter && _hasMoved && _scene.Difference(_toldScene) > Change;
        if (state == VoteState.Rejected)
            return isOther;
        return isOther || _toldState == VoteState.Rejected || !_vote.Text.SequenceEqual(_told.AsSpan(0, _toldLength));
    }

    private void Note(VoteState state)
    {
        _toldState = state;
        _toldLength = state == VoteState.Accepted ? _vote.Text.Length : 0;
        _vote.Text[.._toldLength].CopyTo(_told);
    }
}
