using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Distillation;

/// <summary>A teacher's forward passes: memory for each thread, and none for gradients. Allocates nothing after it is made.</summary>
internal sealed unsafe class TeacherPasses
{
    private readonly Teacher _teacher;
    private readonly GradientWorker[] _workers;
    private readonly int _inputFloats;

    /// <param name="teacher">The teacher.</param>
    /// <param name="workers">Threads.</param>
    public TeacherPasses(Teacher teacher, int workers)
    {
        _teacher = teacher;
        _inputFloats = teacher.Network.Graph.InputShape.Length * Lanes.Count;
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new GradientWorker(teacher.Network)
        {
            Workspace = new LaneMemory(teacher.Network.WorkspaceLength),
        })];
    }

    /// <summary>Answers a group of samples, as the teacher does when it no longer learns.</summary>
    /// <param name="inputs">The samples, a vector an element.</param>
    /// <param name="samples">Lanes that hold one.</param>
    /// <param name="worker">The number of the thread.</param>
    /// <returns>The logits, a vector a class, until the same thread comes again.</returns>
    public float* Run(float* inputs, int samples, int worker)
    {
        GradientWorker passes = _workers[worker];
        passes.Samples = samples;
        new ReadOnlySpan<float>(inputs, _inputFloats).CopyTo(new Span<float>(passes.Input, _inputFloats));
        passes.Forward(_teacher.Weights.Pointer, training: false);
        return passes.Output(_teacher.Node);
    }
}
