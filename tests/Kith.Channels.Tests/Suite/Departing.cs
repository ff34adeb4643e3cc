namespace Kith.Channels.Tests.Suite;

/// <summary>One try, over whichever wire a channel has.</summary>
static class Departing
{
    extension(Platform platform)
    {
        /// <summary>Whether anything leaves at all.</summary>
        public bool Leaves => platform.Can<IDeliver>() is not null || platform.Can<IPost>() is not null;

        /// <summary>Whether words can leave. By telephone people speak.</summary>
        public bool Writes => platform.Channel.Surfaces.Any(surface => surface.Wire != Wire.Call);

        /// <summary>How the try ended; a lost answer is the host's to name where the wire cannot.</summary>
        public Ending Try(Parcel parcel, string attemptKey) => platform.Can<IPost>() is { } post ? platform.Try(post, parcel, attemptKey) : platform.Try(platform.Can<IDeliver>()!, parcel, attemptKey);

        Ending Try(IDeliver deliver, Parcel parcel, string attemptKey) =>
            platform.Take(deliver.Request(parcel, attemptKey, platform.Account, Platform.Noon)) is { } answer ? deliver.Read(answer, Platform.Noon) : Ending.NoAnswer(bytesLeft: true);

        Ending Try(IPost post, Parcel parcel, string attemptKey)
        {
            var mail = platform.Composed(post, parcel, attemptKey);
            return post.Read(platform.Take(mail), mail);
        }

        /// <summary>The mail this parcel becomes.</summary>
        public MailToPost Composed(IPost post, Parcel parcel, string attemptKey) => post.Compose(parcel, platform.Enclosed(parcel), attemptKey, platform.Account, Platform.Noon);
    }
}
