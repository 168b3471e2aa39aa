using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Journal;

/// <summary>The bells of the journal: something was committed; something got its position.</summary>
public sealed class JournalSignals : IDisposable
{
    readonly Writer writer;

    public JournalSignals(Writer writer)
    {
        this.writer = writer;
        writer.Committed += Written.Ring;
    }

    public Wake Written { get; } = new();

    public Wake Placed { get; } = new();

    public void Dispose() => writer.Committed -= Written.Ring;
}

/// <summary>On PostgreSQL the leader tells the other nodes that positions were given; they only wake, the table is the truth.</summary>
sealed partial class PlacedListener(JournalSignals signals, ILogger<PlacedListener> log, NpgsqlDataSource? source = null) : BackgroundService
{
    public const string Channel = "placed";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (source is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, _) => signals.Placed.Ring();
                await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
                await listen.ExecuteNonQueryAsync(stoppingToken);
                signals.Placed.Ring();
                while (true)
                {
                    await connection.WaitAsync(stoppingToken);
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException)
            {
                ListeningBroke(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Listening for positions broke; polling goes on meanwhile.")]
    static partial void ListeningBroke(ILogger log, Exception failure);
}
