using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;

namespace Mingzheng.Objects;

/// <summary>
/// Takes away what no row names: an object is put before its act, and an act that was refused or lost leaves it behind. A day goes by before
/// the first look of a node, so that a database that was restored to the wrong moment can be noticed before anything of it is swept.
/// </summary>
sealed partial class ObjectSweep(
    ObjectStore objects, Reads reads, Leadership leadership, TimeProvider clock, ILogger<ObjectSweep> log) : BackgroundService
{
    const int AtOnce = 500;

    /// <summary>No act takes as long between its object and its row.</summary>
    static readonly TimeSpan Unnamed = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var day = new PeriodicTimer(Unnamed, clock);
        while (await day.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (leadership.Lead is not null)
                {
                    await Sweep(stoppingToken);
                }
            }
#pragma warning disable CA1031 // what could not be swept today is swept tomorrow; the court goes on
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotSwept(log, failure);
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>One look at everything. Recordings are not objects of this kind and are never touched.</summary>
    /// <returns>How many files were taken away.</returns>
    public async Task<int> Sweep(CancellationToken stop)
    {
        var before = clock.Now() - Unnamed;
        var swept = 0;
        foreach (var found in objects.Older(before).Chunk(AtOnce))
        {
            var ids = found.Select(one => one.Id).ToList();
            await using var db = reads.Open();
            var named = (await db.Set<StoredObject>().Where(one => ids.Contains(one.Id)).Select(one => one.Id).ToListAsync(stop)).ToHashSet();
            foreach (var (id, path) in found.Where(one => !named.Contains(one.Id)))
            {
                File.Delete(path);
                Swept(log, id);
                swept++;
            }
        }

        return swept;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Object {Id} was taken away: no row names it, and it is older than a day.")]
    static partial void Swept(ILogger log, Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Objects that no row names could not be swept; the next look is tomorrow.")]
    static partial void NotSwept(ILogger log, Exception failure);
}
