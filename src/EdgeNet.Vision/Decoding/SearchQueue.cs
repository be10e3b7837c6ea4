namespace EdgeNet.Vision.Decoding;

/// <summary>The nodes of one search, and a binary heap of those still to be opened, the largest key first.</summary>
/// <param name="capacity">The most nodes of one search.</param>
internal sealed class SearchQueue(int capacity)
{
    private readonly SearchNode[] _nodes = new SearchNode[capacity];
    private readonly int[] _heap = new int[capacity];
    private int _count;
    private int _waiting;

    internal ref SearchNode this[int index] => ref _nodes[index];

    internal void Clear()
    {
        _count = 0;
        _waiting = 0;
    }

    internal void Push(in SearchNode node)
    {
        _nodes[_count] = node;
        int hole = _waiting++;
        while (hole > 0 && Precedes(_count, _heap[(hole - 1) / 2]))
        {
            _heap[hole] = _heap[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }

        _heap[hole] = _count++;
    }

    internal bool TryPop(out int index)
    {
        index = -1;
        if (_waiting == 0)
            return false;
        index = _heap[0];
        int last = _heap[--_waiting];
        int hole = 0;
        for (int child; (child = 2 * hole + 1) < _waiting; hole = child)
        {
            if (child + 1 < _waiting && Precedes(_heap[child + 1], _heap[child]))
                child++;
            if (!Precedes(_heap[child], last))
                break;
            _heap[hole] = _heap[child];
        }

        _heap[hole] = last;
        return true;
    }

    // Of equals the one that was found first: the same line has the same answers in the same order.
    private bool Precedes(int one, int other) => _nodes[one].Key > _nodes[other].Key || _nodes[one].Key == _nodes[other].Key && one < other;
}
