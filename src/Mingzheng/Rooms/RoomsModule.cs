using Mingzheng.Objects;
using Mingzheng.Identity;
using Mingzheng.Documents;
using Mingzheng.Courts;
using Mingzheng.Cases;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Rooms.Asking;
using Mingzheng.Rooms.Identifying;
using Mingzheng.Rooms.Media;
using Mingzheng.Rooms.Presence;
using Mingzheng.Rooms.Reading;
using Mingzheng.Rooms.Recording;
using Mingzheng.Rooms.Screen;
using Mingzheng.Rooms.Signing;

namespace Mingzheng.Rooms;

/// <summary>Live rooms: lobby, admission, procedure, reading, signing, recording.</summary>
public static class RoomsModule
{
    public static IServiceCollection AddRooms(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services
        .AddMedia(configuration, environment)
        .AddSingleton<ITables, Tables>()
        .AddSingleton<IScope, RoomScope>()
        .AddSingleton<IScope, MediaScope>()
        .AddSingleton<IStreamRule, RoomStreams>()
        .AddSingleton<IReaction, MediaDirector>()
        .AddSingleton<IReaction, MediaCloser>()
        .AddSingleton<IReaction, RecordingExporter>()
        .AddSingleton(ReadingPace.From(configuration))
        .AddSingleton(Interruptions.From(configuration))
        .AddSingleton(OpeningTime.From(configuration))
        .AddSingleton<RoomDesk>()
        .AddSingleton<RoomViews>();

    public static void MapRooms(this IEndpointRouteBuilder app)
    {
        RoomScreen.Map(app);
        Arrive.Map(app);
        OpenMeeting.Map(app);
        Admit.Map(app);
        SpeakAlone.Map(app);
        IdentifyInRoom.Map(app);
        ConfirmPaper.Map(app);
        AcknowledgeNotice.Map(app);
        AnswerQuestion.Map(app);
        BeginReading.Map(app);
        MarkClause.Map(app);
        BeginSignature.Map(app);
        CompleteSignature.Map(app);
        CloseRoom.Map(app);
        StopMeeting.Map(app);
        RoomMedia.Map(app);
        MediaEvents.Map(app);
    }

    sealed class Tables : ITables
    {
        public void Declare(ModelBuilder model)
        {
            model.Entity<Room>().ToTable("rooms");
            model.Entity<RoomParticipant>(row =>
            {
                row.ToTable("room_participants");
                row.Property(one => one.Role).HasConversion<string>();
            });
            model.Entity<RoomStep>().ToTable("room_steps");
            model.Entity<RoomAnswer>().ToTable("room_answers");
            model.Entity<RoomReading>().ToTable("room_readings");
            model.Entity<ReadingMark>().ToTable("room_reading_marks").HasKey(mark => new { mark.ReadingId, mark.Clause });
            model.Entity<RecordingSegment>().ToTable("recording_segments")
                .HasKey(segment => new { segment.RoomId, segment.ParticipantId, segment.Kind, segment.Segment });
            model.Entity<RecordingGap>().ToTable("recording_gaps");
            model.Entity<RecordingExport>().ToTable("recording_exports");
            model.Entity<UnplayableTrack>().ToTable("recording_unplayable");
            model.Refer<Room, Court>(row => row.CourtId);
            model.Refer<Room, Case>(row => row.CaseId);
            model.Refer<RoomParticipant, Room>(row => row.RoomId);
            model.Refer<RoomParticipant, Account>(row => row.AccountId);
            model.Refer<RoomStep, Room>(row => row.RoomId);
            model.Refer<RoomAnswer, Room>(row => row.RoomId);
            model.Refer<RoomAnswer, RoomParticipant>(row => row.ParticipantId);
            model.Refer<RoomReading, Room>(row => row.RoomId);
            model.Refer<RoomReading, RoomParticipant>(row => row.ParticipantId);
            model.Refer<ReadingMark, RoomReading>(row => row.ReadingId);
            model.Refer<RecordingSegment, Room>(row => row.RoomId);
            model.Refer<RecordingGap, Room>(row => row.RoomId);
            model.Refer<RecordingExport, Room>(row => row.RoomId);
            model.Refer<RecordingExport, StoredObject>(row => row.ObjectId);
            model.Refer<UnplayableTrack, Room>(row => row.RoomId);
            model.Refer<Document, Room>(row => row.RoomId);
        }
    }
}
