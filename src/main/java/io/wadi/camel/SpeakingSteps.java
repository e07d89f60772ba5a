package io.wadi.camel;

import io.wadi.flow.run.Voice;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.SafeCopyProperty;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Steps speak for the run that their exchange is of, whichever thread does them: one that takes exchanges out of a queue
 * began before any run did.
 */
final class SpeakingSteps implements InterceptStrategy {
    private static final String VOICE = "wadiVoice";

    /** Goes with copies of an exchange, too, and is none of the properties that routes see. */
    private record Carried(Voice voice) implements SafeCopyProperty {
        @Override
        public SafeCopyProperty safeCopy() {
            return this;
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode step, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                ExchangeExtension of = exchange.getExchangeExtension();
                Optional<Voice> here = Voice.current();
                here.ifPresent(voice -> of.setSafeCopyProperty(VOICE, new Carried(voice)));
                Optional<Carried> carried = Optional.ofNullable(of.getSafeCopyProperty(VOICE, Carried.class));
                return (here.isPresent() || carried.isEmpty())
                        ? super.process(exchange, callback)
                        : carried.get().voice().speaks(() -> super.process(exchange, callback));
            }
        };
    }
}
